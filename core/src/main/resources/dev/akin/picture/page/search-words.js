/** What the search page says, in each language that it speaks. */

const WORDS = {
  en: {
    title: 'Search', explorer: 'Explorer', skip: 'To the answers', language: 'Language',
    collection: 'Collection', query: 'What are you looking for?', search: 'Search', mode: 'Decides',
    'mode-auto': 'what the collection has', 'mode-hybrid': 'meaning and words', 'mode-vector': 'meaning',
    'mode-none': 'nothing: these are the first', alike: 'Find what is like it',
    'mode-text': 'words', filter: 'Filter, such as lang = "en" and year >= 2024', narrow: 'Narrow',
    field: 'Field', relation: 'Is', value: 'Value', add: 'Add to the filter', more: 'More answers',
    close: 'Close', key: 'Key', 'key-needed': 'This server asks for a key', use: 'Use it',
    none: 'No collection is served. akin index NAME FOLDER makes one.', nothing: 'Nothing found.',
    searching: 'Searching …', found: '{count} answers in {time} ms, by {mode}', score: 'score {score}',
    'rank-vector': '{rank}. by meaning', 'rank-text': '{rank}. by words', source: 'Show in its source',
    whole: 'Show all of it', page: 'page {page}', at: 'line {line}', only: 'Only {field} = {value}',
  },
  zh: {
    'mode-none': '最前面的文档', alike: '查找相似的',
    title: '搜索', explorer: '向量浏览器', skip: '跳到结果', language: '语言', collection: '文档集', query: '您要找什么？',
    search: '搜索', mode: '依据', 'mode-auto': '由文档集决定', 'mode-hybrid': '语义和词语', 'mode-vector': '语义',
    'mode-text': '词语', filter: '筛选，例如 lang = "zh" and year >= 2024', narrow: '缩小范围', field: '字段',
    relation: '关系', value: '值', add: '加入筛选', more: '更多结果', close: '关闭', key: '密钥',
    'key-needed': '此服务器需要密钥', use: '使用', none: '没有文档集。用 akin index 名称 文件夹 创建一个。',
    nothing: '没有找到。', searching: '正在搜索……', found: '{count} 个结果，{time} 毫秒，依据{mode}',
    score: '得分 {score}', 'rank-vector': '语义第 {rank}', 'rank-text': '词语第 {rank}', source: '在原文中显示',
    whole: '显示全部', page: '第 {page} 页', at: '第 {line} 行', only: '仅 {field} = {value}',
  },
  ru: {
    'mode-none': 'ничто, это первые', alike: 'Найти похожее',
    title: 'Поиск', explorer: 'Обзор векторов', skip: 'К ответам', language: 'Язык', collection: 'Собрание',
    query: 'Что вы ищете?', search: 'Найти', mode: 'Решает', 'mode-auto': 'то, что есть в собрании',
    'mode-hybrid': 'смысл и слова', 'mode-vector': 'смысл', 'mode-text': 'слова',
    filter: 'Условие, например lang = "ru" and year >= 2024', narrow: 'Сузить', field: 'Поле', relation: 'Связь',
    value: 'Значение', add: 'Добавить к условию', more: 'Ещё ответы', close: 'Закрыть', key: 'Ключ',
    'key-needed': 'Сервер требует ключ', use: 'Применить',
    none: 'Собраний нет. Команда akin index ИМЯ ПАПКА создаст собрание.', nothing: 'Ничего не найдено.',
    searching: 'Идёт поиск…', found: 'Ответов: {count}, {time} мс; решает: {mode}', score: 'оценка {score}',
    'rank-vector': '{rank}-е по смыслу', 'rank-text': '{rank}-е по словам', source: 'Показать в источнике',
    whole: 'Показать целиком', page: 'страница {page}', at: 'строка {line}', only: 'Только {field} = {value}',
  },
};

let language = 'en';

/** The language that was chosen before, else the browser's, else English. @returns {string} */
export function preferred() {
  const known = [localStorage.getItem('akin.language'), ...navigator.languages.map((l) => l.slice(0, 2))];
  return known.find((l) => l && l in WORDS) ?? 'en';
}

/** Speaks a language from now on, and writes all fixed texts of the page in it. @param {string} chosen */
export function speak(chosen) {
  language = chosen in WORDS ? chosen : 'en';
  localStorage.setItem('akin.language', language);
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-text]')) {
    element.textContent = say(element.dataset.text);
  }
}

/**
 * A text with its values.
 * @param {string} name
 * @param {Object<string, string|number>} [values]
 * @returns {string}
 */
export function say(name, values = {}) {
  const text = WORDS[language][name] ?? WORDS.en[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => String(values[key] ?? whole));
}
