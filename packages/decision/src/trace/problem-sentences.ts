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
  'feel.unclosed-comment': { meaning: 'A comment `/*` without its end `*/`.', zh: '注释缺少结尾的 */' },
  'feel.mixed-arguments': {
    meaning: 'Some arguments of a call are named, some are not.',
    zh: '函数的参数要么全部写名称，要么全部按顺序写',
  },
  'feel.unknown-name': { meaning: 'A name that stands for nothing here.', zh: '这里没有名为[「{name}」]的数据或函数' },
  'feel.unknown-type': { meaning: 'A type that does not exist.', zh: '没有[「{name}」]这种类型' },
  'feel.incomplete-type': {
    meaning: 'A type after `instance of` that does not say of what, such as `list`; the result is null.',
    zh: '类型[「{name}」]没有写明内容，结果为空',
  },
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
  'dmn.no-dmn': { meaning: 'The XML is no DMN model of 1.1 to 1.5.', zh: '这不是 DMN 1.1 至 1.5 的模型' },
  'dmn.xml': { meaning: 'The XML cannot be read.', zh: 'XML 无法读取' },
  'dmn.no-name': { meaning: 'An element has neither name nor id.', zh: '有元素既没有名称也没有标识' },
  'dmn.duplicate-id': { meaning: 'Two elements have one id.', zh: '两个元素使用了同一个标识[「{id}」]' },
  'dmn.duplicate-name': { meaning: 'Two elements, entries or types have one name.', zh: '名称[「{name}」]重复' },
  'dmn.unknown-element': {
    meaning: 'An element that DMN does not have; it is left out.',
    zh: 'DMN 没有[「{name}」]这种元素，已略过',
  },
  'dmn.unknown-expression': { meaning: 'A boxed expression of an unknown kind.', zh: '这种表达式无法计算' },
  'dmn.unknown-type': { meaning: 'A type that neither FEEL nor the model has.', zh: '没有[「{name}」]这种类型' },
  'dmn.type-cycle': { meaning: 'An item definition is defined by itself alone.', zh: '类型的定义绕回了自身' },
  'dmn.import': { meaning: 'An imported model was not given.', zh: '缺少被引用的模型[「{name}」][（{namespace}）]' },
  'dmn.requirement': {
    meaning: 'What an element requires is not there, or of another kind than can be required.',
    zh: '所依赖的[「{href}」]不存在或不能被依赖',
  },
  'dmn.cycle': { meaning: 'A decision requires itself, by way of others.', zh: '决策绕回了自身[：{path}]' },
  'dmn.no-logic': { meaning: 'An element without logic; it is null.', zh: '没有写明如何得出，结果为空' },
  'dmn.input-type': {
    meaning: 'An input that does not fit its type; it is null.',
    zh: '输入[ {value} ]不符合类型[「{type}」]，按空值处理',
  },
  'dmn.imported-values': { meaning: 'Values imported from elsewhere are not read.', zh: '不读取从外部引入的取值' },
  'dmn.no-expression': {
    meaning: 'Where an expression should stand is none; it is null.',
    zh: '这里没有表达式，结果为空',
  },
  'dmn.language': { meaning: 'An expression in another language than FEEL.', zh: '不计算用[「{language}」]写的表达式' },
  'dmn.entry-name': {
    meaning: 'An entry of a context that is not the last has no name.',
    zh: '只有上下文的最后一项可以没有名称',
  },
  'dmn.cells': {
    meaning: 'A row has more or fewer cells than there are columns.',
    zh: '第 {row} 行有 {cells} 个单元格，应有 {columns} 个',
  },
  'dmn.external-function': {
    meaning: 'A function in Java or PMML: it is not run and gives null.',
    zh: '不运行用 {kind} 写的函数，结果为空',
  },
  'dmn.type': { meaning: 'A value is not of the declared type; it is null.', zh: '值不符合声明的类型，按空值处理' },
  'dmn.hit-policy': { meaning: "Not one of DMN's hit policies.", zh: '没有[「{name}」]这种命中策略' },
  'dmn.aggregation': { meaning: "Not one of DMN's aggregations.", zh: '没有[「{name}」]这种汇总方式' },
  'dmn.no-priorities': {
    meaning: 'A hit policy by priority without output values in order.',
    zh: '按优先级取结果，需要按顺序列出输出的取值',
  },
  'dmn.no-output': { meaning: 'A table without output column.', zh: '决策表没有输出列' },
  'dmn.output-name': { meaning: 'One of several output columns has no name.', zh: '有多个输出列时，每列都要有名称' },
  'dmn.no-input-expression': { meaning: 'An input column without expression.', zh: '输入列没有表达式' },
  'dmn.input-value': {
    meaning: 'The value of an input column is not among its allowed values; the table gives null.',
    zh: '第 {column} 列的输入值 {value} 不在允许的取值之内，结果为空',
  },
  'dmn.not-unique': {
    meaning: 'Several rules hold, although the table allows one; it is null.',
    zh: '第 {rules} 条规则同时成立，而此表只允许一条，结果为空',
  },
  'dmn.not-any': {
    meaning: 'Rules that hold together have different outputs; it is null.',
    zh: '第 {rules} 条规则同时成立，结果却不同，因此为空',
  },
  'check.arguments': {
    meaning: 'A function never takes arguments of these types.',
    zh: '函数[「{name}」]从不接受这些类型的参数[：{given}]',
  },
  'check.no-function': { meaning: 'What is called can be no function.', zh: '{type} 不是函数' },
  'check.condition': { meaning: 'A condition that is never true or false.', zh: '条件的类型是 {type}，永远不是真或假' },
  'check.incomparable': { meaning: 'Two types that can never be compared.', zh: '{left} 与 {right} 永远无法比较' },
  'check.unknown-entry': { meaning: 'A type has no such entry.', zh: '{type} 中没有[「{name}」]一项' },
  'check.arithmetic': {
    meaning: 'An operator that is null for all values of these types.',
    zh: '{left} 与 {right} 不能做「{operator}」运算，结果总为空',
  },
  'check.test-type': {
    meaning: "A test that no value of the input's type passes.",
    zh: '{input} 类型的值永远通不过 {test} 类型的条件',
  },
  'check.result-type': {
    meaning: 'A result that never fits the declared type.',
    zh: '结果的类型是 {type}，与声明的 {declared} 不符，结果总为空',
  },
  'check.gap': { meaning: 'Inputs that no rule of a table takes.', zh: '没有规则覆盖[：{inputs}][（例如 {example}）]' },
  'check.overlap': {
    meaning: 'Inputs that several rules take although the hit policy forbids it.',
    zh: '第 {rules} 条规则同时覆盖[：{inputs}][（例如 {example}）]',
  },
  'check.masked-rule': {
    meaning: 'A rule that never decides, because rules before it take all of it.',
    zh: '第 {rule} 条规则永远轮不到：已被第 {by} 条规则全部覆盖',
  },
  'check.cell-type': {
    meaning: "A value in a cell is of another type than the column's.",
    zh: '{text} 与「{label}」的类型不同[，第 {rule} 条规则永远不成立]',
  },
  'check.cell-outside': {
    meaning: 'A value in a cell that the input cannot have: not allowed, or never given by the decision that is asked.',
    zh: '{text} 不是「{label}」可能的取值[，第 {rule} 条规则永远不成立]',
  },
  'check.cell-empty': {
    meaning: 'A cell that no value passes.',
    zh: '没有值满足 {text}[，第 {rule} 条规则永远不成立]',
  },
  'check.dead-input': { meaning: 'An input column that no rule asks.', zh: '没有规则用到「{label}」' },
  'check.unused-output': { meaning: 'An allowed output that no rule gives.', zh: '没有规则得出 {value}' },
  'check.output-outside': {
    meaning: 'An output that is not among the allowed values.',
    zh: '{value} 不在输出允许的取值之内',
  },
  'check.unused-requirement': {
    meaning: 'What a decision requires and never uses.',
    zh: '引用了「{name}」，却没有用到',
  },
  'check.not-complete': {
    meaning: 'A table whose gaps and overlaps could not all be looked for.',
    zh: '空缺与重叠未能全部检查',
  },
  'sql.kinds': {
    meaning: 'Values of these kinds cannot be put together in the database as FEEL does.',
    zh: '这些类型的值在数据库中不能这样放在一起',
  },
  'sql.expression': {
    meaning: 'An expression that the database has no form for.',
    zh: '这种表达式不能转换成数据库查询',
  },
  'sql.context': {
    meaning: 'A name whose parts are columns is no value itself.',
    zh: '[「{name}」]由几列组成，本身不是一个值',
  },
  'sql.duration': {
    meaning: 'Arithmetic of durations that the database does otherwise.',
    zh: '这种时长运算不能在数据库中进行',
  },
  'sql.range': { meaning: 'A range whose ends are of no one kind.', zh: '区间两端须是同一种可以比较的值' },
  'sql.zone': { meaning: 'Times of different zones in one expression.', zh: '两边的时间须属于同一时区' },
  'sql.function': {
    meaning: 'A function that the database cannot do as FEEL does.',
    zh: '函数[「{name}」]不能在数据库中照 FEEL 计算',
  },
  'sql.list': { meaning: 'A list that is not written out.', zh: '清单须在表达式中逐项写出' },
  'sql.arguments': { meaning: 'A function with too many or too few arguments.', zh: '函数的参数个数不对' },
  'sql.argument': { meaning: 'An argument that has to be written out as a constant.', zh: '这个参数须直接写成整数' },
  'sql.number': { meaning: 'A number that is too long for the database.', zh: '数字的位数超出数据库的范围' },
  'sql.text': { meaning: 'A text with characters that the database cannot keep.', zh: '文字中有数据库存不了的字符' },
  'sql.pattern': {
    meaning: 'A pattern that means something else in the database.',
    zh: '这个正则表达式在数据库中含义不同，或没有直接写出[（第 {at} 个字符）]',
  },
  'sql.date': {
    meaning: 'A date that the database cannot keep or reckon with.',
    zh: '这个日期超出数据库可以存储或计算的范围',
  },
  'sql.local-time': { meaning: 'A date and time without zone says no instant.', zh: '日期时间没有时区，无法确定时刻' },
  'sql.value': { meaning: 'A value that the database has no form for.', zh: '数据库中没有这样的值' },
  'sql.power': { meaning: 'An exponent that is no small whole number.', zh: '指数须是较小的非负整数' },
  'sql.property': { meaning: 'A property that the database does not have.', zh: '数据库中没有这个属性' },
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
  'limit.model-length': {
    meaning: 'The XML of a model is longer than `limits.modelLength`.',
    zh: '模型太大[：{length} 个字符，最多 {limit} 个]',
  },
  'limit.nesting': {
    meaning: 'A value is nested too deep to be compared or written.',
    zh: '数据嵌套太深[，最多 {limit} 层]',
  },
  'limit.sql': { meaning: 'The SQL made from an expression would be too long.', zh: '转换成的 SQL 太长' },
}
