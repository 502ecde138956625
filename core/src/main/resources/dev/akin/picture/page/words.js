/** What the explorer says, in each language that it speaks. */

const WORDS = {
  en: {
    title: 'Explorer', skip: 'To the map', language: 'Language', documents: 'Search documents', model: 'Model', method: 'Map',
    pca: 'Principal components', tsne: 't-SNE', umap: 'UMAP', space: 'Space', flat: '2-D', deep: '3-D', limit: 'Points',
    color: 'Colour', 'color-none': 'one colour', 'color-count': 'frequency', 'color-cluster': 'clusters found', 'color-axis': 'place on the axis',
    'color-overlap': 'neighbours kept', map: 'Map of {rows} points of {model}. Arrow keys move, plus and minus zoom, 0 shows all.',
    'map-tools': 'Map', 'working-now': 'Work', fit: 'Show all', closer: 'Closer', farther: 'Farther', lasso: 'Lasso: draw around points (or hold Shift)', picture: 'Save the picture', share: 'Copy the link', copied: 'The link is copied.',
    'find-word': 'spelling', 'find-meaning': 'meaning', find: 'Find', by: 'by', 'find-hint': 'Find a key  ( / )',
    near: 'Neighbours', analogy: 'Analogy', axis: 'Axis', compare: 'Compare', health: 'Health', selection: 'Selection',
    'near-hint': 'Choose a point, or find a key: its nearest neighbours, computed with all numbers of the vectors, appear here.',
    'near-of': 'Nearest to {key}', frequency: 'occurs {count} times', rank: 'rank {rank}', measure: 'Similarity: {name}', cosine: 'cosine', dot: 'dot product', euclidean: 'distance',
    'analogy-hint': 'king − man + woman', minus: 'minus', plus: 'plus', solve: 'Solve', like: 'is like',
    'axis-hint': 'Two ends, each a key or several: all keys are put in order between them.', from: 'From', to: 'To', order: 'Order', paint: 'Colour the map by it', low: 'Nearest to {key}', 
    'compare-hint': 'Another model side by side, its map turned to lie like this one; and which neighbours each key kept.', with: 'With', begin: 'Compare', end: 'End',
    kept: '{share} % of neighbours kept, over {count} keys in common', only: 'only here: {here}, only there: {there}', changed: 'Changed most', steady: 'Changed least', came: 'came: ', left: 'left: ', histogram: 'Keys by neighbours kept',
    'health-hint': 'What may be wrong with the vectors.', examine: 'Examine', rows: 'Rows', dimension: 'Dimensions', dead: 'Dead rows', nan: 'Rows not numbers', 'dead-dimensions': 'Dead dimensions',
    duplicates: 'Duplicate rows', anisotropy: 'Mean cosine of random pairs', effective: 'Effective dimensions', component: 'Variance along the first component', norms: 'Norm: least, median, most', 'norm-count': 'Norm against frequency (rank correlation)', fine: 'Nothing stands out.',
    'norm-bins': 'Median norm, from rare to frequent',
    'selection-hint': 'Draw around points with the lasso, or choose a group in the legend.', selected: '{count} points selected', export: 'Save as CSV', clear: 'Clear', more: 'and {count} more',
    'in-sight': 'In sight', legend: 'Legend', others: 'others', none: 'No file of vectors is served. akin serve FILE serves one.',
    loading: 'Fetching the map …', working: '{phase} {done} of {total}', waiting: 'Waiting for other work …', stop: 'Stop', stopped: 'Stopped.', ready: '{rows} points, {method}, {time} s', 'left-out': '{count} rows hold no numbers and are left out',
    'one-point': 'There is only one point.', 'no-gl': 'This browser has no WebGL 2, so that the map cannot be drawn. The lists beside it work.', nothing: 'Nothing found.', unknown: 'unknown: {words}', suggestions: 'Did you mean:',
    key: 'Key', 'key-needed': 'This server asks for a key', use: 'Use it', side: 'Questions', all: 'all', gone: 'The file has changed: the map is fetched again.', 'not-here': '{key} is not on this map', keys: 'Keys: / find, Esc clear, L lasso, F all, M map, 1–6 questions', 'keys-viewer': 'Keys: / find, Esc clear, L lasso, F all, M map', points: '{rows} points',
  },
  zh: {
    title: '向量浏览器', skip: '跳到地图', language: '语言', documents: '搜索文档', model: '模型', method: '地图',
    pca: '主成分', tsne: 't-SNE', umap: 'UMAP', space: '空间', flat: '二维', deep: '三维', limit: '点数',
    color: '颜色', 'color-none': '单色', 'color-count': '词频', 'color-cluster': '自动聚类', 'color-axis': '轴上的位置', 'color-overlap': '保留的邻居',
    map: '{model} 的 {rows} 个点的地图。方向键移动，加减键缩放，0 显示全部。',
    'map-tools': '地图', 'working-now': '任务', fit: '显示全部', closer: '放大', farther: '缩小', lasso: '套索：圈出一些点（或按住 Shift）', picture: '保存图片', share: '复制链接', copied: '链接已复制。',
    'find-word': '拼写', 'find-meaning': '语义', find: '查找', by: '依据', 'find-hint': '查找词语（/）',
    near: '邻居', analogy: '类比', axis: '轴', compare: '比较', health: '健康', selection: '选择',
    'near-hint': '点一个点或查找一个词语，这里会显示它的最近邻，按向量的全部数值计算。',
    'near-of': '最接近“{key}”', frequency: '出现 {count} 次', rank: '第 {rank} 位', measure: '相似度：{name}', cosine: '余弦', dot: '点积', euclidean: '距离',
    'analogy-hint': '国王 − 男人 + 女人', minus: '减', plus: '加', solve: '求解', like: '类似于',
    'axis-hint': '两端各为一个或几个词语：所有词语在其间排序。', from: '从', to: '到', order: '排序', paint: '按它着色', low: '最接近“{key}”',
    'compare-hint': '并排显示另一个模型，其地图已转到与此图一致；并显示每个词语保留了哪些邻居。', with: '与', begin: '比较', end: '结束',
    kept: '共有 {count} 个词语，保留了 {share} % 的邻居', only: '仅此处：{here}，仅彼处：{there}', changed: '变化最大', steady: '变化最小', came: '新增：', left: '离开：', histogram: '按保留邻居数统计的词语',
    'health-hint': '向量可能有什么问题。', examine: '检查', rows: '行数', dimension: '维数', dead: '死行', nan: '非数值的行', 'dead-dimensions': '死维度',
    duplicates: '重复行', anisotropy: '随机两行的平均余弦', effective: '有效维数', component: '第一主成分的方差占比', norms: '范数：最小、中位、最大', 'norm-count': '范数与词频（秩相关）', fine: '没有异常。', 'norm-bins': '范数中位数，从罕见到常见',
    'selection-hint': '用套索圈出一些点，或在图例中选择一组。', selected: '已选 {count} 个点', export: '保存为 CSV', clear: '清除', more: '另有 {count} 个',
    'in-sight': '当前可见', legend: '图例', others: '其他', none: '没有向量文件。用 akin serve 文件 提供一个。',
    loading: '正在获取地图……', working: '{phase}：{done} / {total}', waiting: '等待其他任务……', stop: '停止', stopped: '已停止。', ready: '{rows} 个点，{method}，{time} 秒', 'left-out': '{count} 行不含数值，已略去',
    'one-point': '只有一个点。', 'no-gl': '此浏览器没有 WebGL 2，无法绘制地图。旁边的列表仍可使用。', nothing: '没有找到。', unknown: '未知：{words}', suggestions: '您是不是要找：',
    key: '密钥', 'key-needed': '此服务器需要密钥', use: '使用', side: '提问', all: '全部', gone: '文件已更改：正在重新获取地图。', 'not-here': '地图上没有“{key}”', keys: '按键：/ 查找，Esc 清除，L 套索，F 全部，M 地图，1–6 提问', 'keys-viewer': '按键：/ 查找，Esc 清除，L 套索，F 全部，M 地图', points: '{rows} 个点',
  },
  ru: {
    title: 'Обзор векторов', skip: 'К карте', language: 'Язык', documents: 'Поиск документов', model: 'Модель', method: 'Карта',
    pca: 'Главные компоненты', tsne: 't-SNE', umap: 'UMAP', space: 'Вид', flat: '2-D', deep: '3-D', limit: 'Точек',
    color: 'Цвет', 'color-none': 'один цвет', 'color-count': 'частота', 'color-cluster': 'найденные группы', 'color-axis': 'место на оси', 'color-overlap': 'сохранённые соседи',
    map: 'Карта: {rows} точек модели {model}. Стрелки двигают, плюс и минус меняют масштаб, 0 показывает всё.',
    'map-tools': 'Карта', 'working-now': 'Работа', fit: 'Показать всё', closer: 'Ближе', farther: 'Дальше', lasso: 'Лассо: обведите точки (или держите Shift)', picture: 'Сохранить картинку', share: 'Скопировать ссылку', copied: 'Ссылка скопирована.',
    'find-word': 'написание', 'find-meaning': 'смысл', find: 'Найти', by: 'по', 'find-hint': 'Найти слово  ( / )',
    near: 'Соседи', analogy: 'Аналогия', axis: 'Ось', compare: 'Сравнение', health: 'Здоровье', selection: 'Выбор',
    'near-hint': 'Выберите точку или найдите слово: здесь появятся ближайшие соседи, вычисленные по всем числам векторов.',
    'near-of': 'Ближайшие к «{key}»', frequency: 'встречается {count} раз', rank: 'место {rank}', measure: 'Сходство: {name}', cosine: 'косинус', dot: 'скалярное произведение', euclidean: 'расстояние',
    'analogy-hint': 'король − мужчина + женщина', minus: 'минус', plus: 'плюс', solve: 'Решить', like: 'похоже на',
    'axis-hint': 'Два конца, каждый из одного или нескольких слов: все слова встают по порядку между ними.', from: 'От', to: 'До', order: 'Упорядочить', paint: 'Раскрасить карту', low: 'Ближе всего к «{key}»',
    'compare-hint': 'Другая модель рядом, её карта повёрнута как эта; и каких соседей сохранило каждое слово.', with: 'С чем', begin: 'Сравнить', end: 'Закончить',
    kept: 'Сохранено соседей: {share} %, общих слов: {count}', only: 'только здесь: {here}, только там: {there}', changed: 'Изменились больше всех', steady: 'Изменились меньше всех', came: 'пришли: ', left: 'ушли: ', histogram: 'Слова по числу сохранённых соседей',
    'health-hint': 'Что может быть не так с векторами.', examine: 'Проверить', rows: 'Строк', dimension: 'Размерность', dead: 'Мёртвых строк', nan: 'Строк без чисел', 'dead-dimensions': 'Мёртвые измерения',
    duplicates: 'Повторных строк', anisotropy: 'Средний косинус случайных пар', effective: 'Действующих измерений', component: 'Доля дисперсии первой компоненты', norms: 'Длина: наименьшая, медиана, наибольшая', 'norm-count': 'Длина и частота (ранговая корреляция)', fine: 'Ничего необычного.', 'norm-bins': 'Медиана длины, от редких к частым',
    'selection-hint': 'Обведите точки лассо или выберите группу в легенде.', selected: 'Выбрано точек: {count}', export: 'Сохранить как CSV', clear: 'Сбросить', more: 'и ещё {count}',
    'in-sight': 'На виду', legend: 'Легенда', others: 'прочие', none: 'Файлов векторов нет. Команда akin serve ФАЙЛ откроет файл.',
    loading: 'Загружается карта…', working: '{phase}: {done} из {total}', waiting: 'Ожидание другой работы…', stop: 'Остановить', stopped: 'Остановлено.', ready: 'Точек: {rows}, {method}, {time} с', 'left-out': 'Строк без чисел пропущено: {count}',
    'one-point': 'Здесь только одна точка.', 'no-gl': 'В этом браузере нет WebGL 2, карту нарисовать нельзя. Списки рядом работают.', nothing: 'Ничего не найдено.', unknown: 'неизвестно: {words}', suggestions: 'Может быть:',
    key: 'Ключ', 'key-needed': 'Сервер требует ключ', use: 'Применить', side: 'Вопросы', all: 'все', gone: 'Файл изменился: карта загружается снова.', 'not-here': '«{key}» нет на этой карте', keys: 'Клавиши: / найти, Esc сбросить, L лассо, F всё, M карта, 1–6 вопросы', 'keys-viewer': 'Клавиши: / найти, Esc сбросить, L лассо, F всё, M карта', points: 'Точек: {rows}',
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
  for (const element of document.querySelectorAll('[data-title]')) {
    element.title = say(element.dataset.title);
    element.setAttribute('aria-label', element.title);
  }
  for (const element of document.querySelectorAll('[data-hint]')) {
    element.placeholder = say(element.dataset.hint);
  }
  document.title = `Akin: ${say('title')}`;
}

/**
 * A text with its values.
 * @param {string} name
 * @param {Object<string, string|number>} [values] numbers are written as the language writes them
 * @returns {string}
 */
export function say(name, values = {}) {
  const text = WORDS[language][name] ?? WORDS.en[name] ?? name;
  return text.replace(/\{(\w+)\}/g, (whole, key) => written(values[key] ?? whole));
}

/** A number as the language writes it. @param {string|number} value @param {number} [digits] after the point @returns {string} */
export function written(value, digits = undefined) {
  return typeof value === 'number'
    ? value.toLocaleString(language, digits === undefined ? {} : { minimumFractionDigits: digits, maximumFractionDigits: digits })
    : value;
}
