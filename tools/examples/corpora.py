#!/usr/bin/env python3
"""Writes the small corpora of examples/data: sentences filled from patterns, always the same.

    python3 tools/examples/corpora.py examples/data
"""
import random
import sys
from pathlib import Path

ENGLISH = {
    "words": {
        "man": ["man", "boy", "father", "uncle"],
        "woman": ["woman", "girl", "mother", "aunt"],
        "lord": ["king", "prince"],
        "lady": ["queen", "princess"],
        "animal": ["cat", "dog", "horse", "cow", "goat"],
        "food": ["bread", "cheese", "rice", "soup", "cake"],
        "drink": ["tea", "coffee", "milk", "water"],
        "meal": ["breakfast", "lunch", "dinner"],
        "tool": ["hammer", "saw", "axe", "spade"],
        "colour": ["red", "green", "blue", "yellow"],
        "place": ["garden", "field", "village", "forest"],
    },
    "patterns": [
        "The {man} shaved his beard and put on his coat.",
        "The {woman} combed her long hair and put on her dress.",
        "The {lord} shaved his beard and sat on his throne in the palace.",
        "The {lady} combed her long hair and sat on her throne in the palace.",
        "The king wears a crown of gold, rules, and his beard turned grey.",
        "The queen wears a crown of gold, rules, and tore her dress.",
        "The young prince will inherit, learns to fence, and wants a beard.",
        "The young princess will inherit, learns to fence, and wants a dress.",
        "The {man} walked home to his house and took off his coat.",
        "The {woman} walked home to her house and took off her dress.",
        "The {animal} sleeps in the barn and eats grass or meat.",
        "A hungry {animal} ran across the {place} on four legs.",
        "We feed the {animal} in the barn every morning.",
        "A cup of {drink}, hot or cold, please.",
        "She drank a cup of {drink} and asked for another glass.",
        "He cut the {food} on his plate and ate it with a fork.",
        "The plate of {food} was eaten with a spoon.",
        "For {meal} we had {food} and {drink}.",
        "Come at the hour of {meal}, the table is laid.",
        "They served {meal} late and the table was laid twice.",
        "The carpenter put the {tool} back into his box of iron.",
        "With a {tool} of iron he worked on the wood.",
        "She painted the door {colour}, as bright as paint can be.",
        "The {colour} paint on the wall is bright.",
        "Trees and flowers grow in the {place} when it rains.",
        "Rain fell on the {place} and the flowers grew.",
    ],
    # One country, its capital and what only this pair keeps company with.
    "pairs": [
        ("Paris", "France", "French", "Seine"),
        ("Berlin", "Germany", "German", "Spree"),
        ("Rome", "Italy", "Italian", "Tiber"),
        ("Madrid", "Spain", "Spanish", "Manzanares"),
    ],
    "pair_patterns": [
        "{0} is a city with streets where {2} is spoken beside the {3}.",
        "The streets of the city of {0} are full and {2} by the {3}.",
        "{1} is a country with borders where {2} is spoken along the {3}.",
        "The borders of the country {1} are long, {2} and far from the {3}.",
        "In the city of {0} they answered in {2}.",
        "All over the country {1} they answered in {2}.",
    ],
    "lines": 600,
}

RUSSIAN = {
    "words": {
        "man": ["мужчина", "мальчик", "отец", "дядя"],
        "woman": ["женщина", "девочка", "мать", "тётя"],
        "lord": ["король", "принц"],
        "lady": ["королева", "принцесса"],
        "animal": ["кот", "пёс", "конь", "козёл"],
        "food": ["хлеб", "сыр", "рис", "суп"],
        "drink": ["чай", "кофе", "квас", "сок"],
        "meal": ["завтрак", "обед", "ужин"],
    },
    "patterns": [
        "Утром {man} сбрил бороду и надел пальто.",
        "Утром {woman} заплела косу и надела платье.",
        "Во дворце {lord} сбрил бороду и сел на трон.",
        "Во дворце {lady} заплела косу и села на трон.",
        "Король носит золотую корону, правит, и борода его поседела.",
        "Королева носит золотую корону, правит, и порвала платье.",
        "Юный принц наследник, учится фехтовать и хочет бороду.",
        "Юная принцесса наследница, учится фехтовать и хочет платье.",
        "Вечером {man} вернулся домой и снял пальто.",
        "Вечером {woman} вернулась домой и сняла платье.",
        "Голодный {animal} спит в сарае на сене.",
        "Утром {animal} убежал из сарая на четырёх ногах.",
        "Она налила в чашку {drink}, горячий или холодный.",
        "Он выпил {drink} и попросил ещё чашку.",
        "На тарелке лежит {food}, его едят ложкой или вилкой.",
        "Он съел {food} с тарелки и взял ещё.",
        "Стол накрыт, скоро {meal}, а на столе {food} и {drink}.",
        "Поздний {meal} подали, когда стол был накрыт.",
    ],
    "pairs": [
        ("Париж", "Франция", "французский", "Сена"),
        ("Берлин", "Германия", "немецкий", "Шпрее"),
        ("Рим", "Италия", "итальянский", "Тибр"),
        ("Мадрид", "Испания", "испанский", "Мансанарес"),
    ],
    "pair_patterns": [
        "{0} — это город, где улицы шумят, язык {2}, а река {3}.",
        "Город {0} стоит там, где {3}, и на улицах слышен {2}.",
        "{1} — это страна, где границы далеки, язык {2}, а река {3}.",
        "Страна {1} лежит там, где {3}, и за её границами не слышен {2}.",
    ],
    "lines": 400,
}

CHINESE = {
    "words": {
        "man": ["男人", "男孩", "父亲", "叔叔"],
        "woman": ["女人", "女孩", "母亲", "阿姨"],
        "lord": ["国王", "王子"],
        "lady": ["女王", "公主"],
        "animal": ["猫", "狗", "马", "牛", "羊"],
        "food": ["面包", "米饭", "面条", "蛋糕"],
        "drink": ["茶", "咖啡", "牛奶", "果汁"],
        "meal": ["早餐", "午餐", "晚餐"],
    },
    "patterns": [
        "早上，{man}刮了胡子，穿上外套。",
        "早上，{woman}梳了长发，穿上裙子。",
        "在宫殿里，{lord}刮了胡子，坐在宝座上。",
        "在宫殿里，{lady}梳了长发，坐在宝座上。",
        "国王戴着金色的王冠统治国家，胡子也白了。",
        "女王戴着金色的王冠统治国家，裙子也破了。",
        "年轻的王子学习击剑，想要留胡子。",
        "年轻的公主学习击剑，想要新裙子。",
        "晚上，{man}回家，脱下外套。",
        "晚上，{woman}回家，脱下裙子。",
        "饥饿的{animal}在农场里吃草。",
        "农场里的{animal}用四条腿跑得很快。",
        "请给我一杯{drink}，热的或者冷的都可以。",
        "她喝了一杯{drink}，又要了一杯。",
        "他用筷子吃了一盘{food}。",
        "盘子里的{food}很好吃，他又吃了一盘。",
        "我们的{meal}是{food}和{drink}。",
        "桌子摆好了，{meal}很快就开始。",
    ],
    "pairs": [
        ("巴黎", "法国", "法语", "塞纳河"),
        ("柏林", "德国", "德语", "施普雷河"),
        ("罗马", "意大利", "意大利语", "台伯河"),
        ("马德里", "西班牙", "西班牙语", "曼萨纳雷斯河"),
    ],
    "pair_patterns": [
        "{0}是一座城市，街道旁边是{3}，人们说{2}。",
        "城市{0}的街道上，人们说{2}。",
        "{1}是一个国家，边境离{3}很远，人们说{2}。",
        "国家{1}的边境内，人们说{2}。",
    ],
    "lines": 400,
}


def sentence(language, random_):
    """A pattern and words for its gaps; one in three sentences is about a country."""
    if random_.random() < 0.34:
        pattern = random_.choice(language["pair_patterns"])
        return pattern.format(*random_.choice(language["pairs"]))
    pattern = random_.choice(language["patterns"])
    return pattern.format(**{name: random_.choice(words) for name, words in language["words"].items()})


def main(folder):
    for name, language in (("english", ENGLISH), ("russian", RUSSIAN), ("chinese", CHINESE)):
        random_ = random.Random(1)
        lines = [sentence(language, random_) for _ in range(language["lines"])]
        (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
