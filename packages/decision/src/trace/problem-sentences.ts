/**
 * Every code of a problem that this package tells: what it means (the list of the README), and its sentence in Chinese, where
 * `{name}` stands for a parameter of the problem and a part in brackets goes when one of its parameters is not there. English
 * sentences are the problems' own messages.
 */
export const sentences: Readonly<Record<string, { readonly meaning: string; readonly zh: string }>> = {
  'feel.syntax': {
    meaning: 'The source is no FEEL; says what was expected and what stands there.',
    zh: '表达式写得不对[：此处应为 {expected}，实为 {found}]',
  },
  'feel.number': {
    meaning: 'A number beyond what 34 digits and an exponent of 6144 hold.',
    zh: '数字超出可以表示的范围',
  },
  'feel.unclosed-string': { meaning: 'A string without its closing quote.', zh: '字符串缺少结尾的引号' },
  'feel.mixed-arguments': {
    meaning: 'Some arguments of a call are named, some are not.',
    zh: '函数的参数要么全部写名称，要么全部按顺序写',
  },
  'feel.unknown-name': { meaning: 'A name that stands for nothing here.', zh: '这里没有名为[「{name}」]的数据或函数' },
  'feel.unknown-type': { meaning: 'A type that does not exist.', zh: '没有[「{name}」]这种类型' },
  'feel.at-literal': {
    meaning: 'The text after `@` is no date, time or duration; it is null.',
    zh: '[「{text}」]不是日期、时间或时长，按空值处理',
  },
  'feel.external-function': {
    meaning: 'A function of Java or PMML: it is not run and gives null.',
    zh: '不运行外部函数（Java、PMML），结果为空',
  },
  'feel.no-function': {
    meaning: 'Something is called that is no function; it is null.',
    zh: '被调用的不是函数，结果为空',
  },
  'feel.arguments': {
    meaning: 'A function does not take these arguments; the call is null.',
    zh: '函数[「{name}」]不接受这样的参数，结果为空',
  },
  'feel.duplicate-key': { meaning: 'A context has a key twice; it is null.', zh: '同一个键出现了两次，结果为空' },
  'feel.no-element': {
    meaning: 'A list has no element at that position; it is null.',
    zh: '清单中没有这个位置的元素，结果为空',
  },
  'feel.no-entry': {
    meaning: 'A context or value has no entry of that name; it is null.',
    zh: '其中没有[「{name}」]一项，结果为空',
  },
  'feel.filter': {
    meaning: 'A filter that is neither number nor condition.',
    zh: '筛选条件既不是序号，也不是真假条件',
  },
  'feel.iteration': { meaning: 'What cannot be walked through; it is null.', zh: '无法逐项遍历，结果为空' },
  'feel.incomparable': {
    meaning: 'Two sides of different kinds were compared; it is null.',
    zh: '两边的值无法比较，结果为空',
  },
  'feel.arithmetic': {
    meaning: 'An operator gives nothing for these values, such as 1 / 0.',
    zh: '这些值无法这样运算，结果为空',
  },
  'feel.range': { meaning: 'The ends do not make a range; it is null.', zh: '两端的值构不成一个区间，结果为空' },
  'limit.source-length': {
    meaning: 'An expression longer than `limits.sourceLength`.',
    zh: '表达式太长[：{length} 个字符，最多 {limit} 个]',
  },
  'limit.depth': {
    meaning: 'Nested deeper than `limits.depth`, or than the stack.',
    zh: '嵌套太深[，最多 {limit} 层]',
  },
  'limit.call-depth': {
    meaning: 'Calls within calls beyond `limits.depth`.',
    zh: '函数调用嵌套太深[，最多 {limit} 层]',
  },
  'limit.steps': { meaning: 'An evaluation of more than `limits.steps` steps.', zh: '计算步骤太多[，最多 {limit} 步]' },
  'limit.size': {
    meaning: 'A list or string that an evaluation makes is longer than `limits.size`.',
    zh: '计算中产生的清单或文字太长[，最多 {limit}]',
  },
}
