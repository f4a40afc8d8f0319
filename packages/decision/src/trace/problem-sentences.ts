/**
 * Every code of a problem that this package tells: what it means, in the comment, and its sentence in Chinese, where `{name}`
 * stands for a parameter of the problem and a part in brackets goes when one of its parameters is not there. English sentences are the
 * problems' own messages. Without its meaning in the comment the table is half as much for a browser to load.
 */
export const sentences: Readonly<Record<string, string>> = {
  /** The source is no FEEL; says what was expected and what stands there. */
  'feel.syntax': '表达式写得不对[：此处应为 {expected}，实为 {found}]',
  /** A number beyond what 34 digits and an exponent of 6144 hold. */
  'feel.number': '数字超出可以表示的范围',
  /** A string without its closing quote. */
  'feel.unclosed-string': '字符串缺少结尾的引号',
  /** A comment that does not end. */
  'feel.unclosed-comment': '注释缺少结尾的 */',
  /** Some arguments of a call are named, some are not. */
  'feel.mixed-arguments': '函数的参数要么全部写名称，要么全部按顺序写',
  /** A cell such as `>= 18 and < 35`: beside `and` and `or` it has to name the input, `? >= 18 and ? < 35`. */
  'feel.cell-condition': '单元格里用 and、or 连接条件时，每一边都要写出代表输入的“?”',
  /** A name that stands for nothing here. */
  'feel.unknown-name': '这里没有名为[「{name}」]的数据或函数',
  /** A type that does not exist. */
  'feel.unknown-type': '没有[「{name}」]这种类型',
  /** A type after `instance of` that does not say of what, such as `list`; the result is null. */
  'feel.incomplete-type': '类型[「{name}」]没有写明内容，结果为空',
  /** The text after `@` is no date, time or duration; it is null. */
  'feel.at-literal': '[「{text}」]不是日期、时间或时长，按空值处理',
  /** A function of Java that is not one of those that are known, or of PMML: it is not run and gives null. */
  'feel.external-function': '不运行外部函数[「{name}」]，结果为空',
  /** Something is called that is no function; it is null. */
  'feel.no-function': '被调用的不是函数，结果为空',
  /** A function does not take these arguments; the call is null. */
  'feel.arguments': '函数[「{name}」]不接受这样的参数，结果为空',
  /** A context has a key twice; it is null. */
  'feel.duplicate-key': '同一个键出现了两次，结果为空',
  /** A list has no element at that position; it is null. */
  'feel.no-element': '清单中没有这个位置的元素，结果为空',
  /** A context or value has no entry of that name; it is null. */
  'feel.no-entry': '其中没有[「{name}」]一项，结果为空',
  /** A filter that is neither number nor condition. */
  'feel.filter': '筛选条件既不是序号，也不是真假条件',
  /** What cannot be walked through; it is null. */
  'feel.iteration': '无法逐项遍历，结果为空',
  /** Two sides of different kinds were compared; it is null. */
  'feel.incomparable': '两边的值无法比较，结果为空',
  /** An operator gives nothing for these values, such as 1 / 0. */
  'feel.arithmetic': '这些值无法这样运算，结果为空',
  /** The ends do not make a range; it is null. */
  'feel.range': '两端的值构不成一个区间，结果为空',
  /** The XML is no DMN model of 1.1 to 1.5. */
  'dmn.no-dmn': '这不是 DMN 1.1 至 1.5 的模型',
  /** The XML cannot be read. */
  'dmn.xml': 'XML 无法读取',
  /** An element has neither name nor id. */
  'dmn.no-name': '有元素既没有名称也没有标识',
  /** Two elements have one id. */
  'dmn.duplicate-id': '两个元素使用了同一个标识[「{id}」]',
  /** Two elements, entries or types have one name. */
  'dmn.duplicate-name': '名称[「{name}」]重复',
  /** An element that DMN does not have; it is left out. */
  'dmn.unknown-element': 'DMN 没有[「{name}」]这种元素，已略过',
  /** Diagrams and other parts of a file that a model does not hold: a file that is written from it lacks them; told once. */
  'dmn.not-kept': '文件里有模型不保留的内容，再写成文件时会缺少[：{kinds}]',
  /** A boxed expression of an unknown kind. */
  'dmn.unknown-expression': '这种表达式无法计算',
  /** A type that neither FEEL nor the model has. */
  'dmn.unknown-type': '没有[「{name}」]这种类型',
  /** An item definition is defined by itself alone. */
  'dmn.type-cycle': '类型的定义绕回了自身',
  /** An imported model was not given. */
  'dmn.import': '缺少被引用的模型[「{name}」][（{namespace}）]',
  /** What an element requires is not there, or of another kind than can be required. */
  'dmn.requirement': '所依赖的[「{href}」]不存在或不能被依赖',
  /** A service needs an input that it does not name; it is null there. */
  'dmn.service-input': '服务需要[「{name}」]，却没有把它列为输入，在服务里按空值处理',
  /** A decision requires itself, by way of others. */
  'dmn.cycle': '决策绕回了自身[：{path}]',
  /** An element without logic; it is null. */
  'dmn.no-logic': '没有写明如何得出，结果为空',
  /** An input that does not fit its type; it is null. */
  'dmn.input-type': '输入[ {value} ]不符合类型[「{type}」]，按空值处理',
  /** Values imported from elsewhere are not read. */
  'dmn.imported-values': '不读取从外部引入的取值',
  /** Where an expression should stand is none; it is null. */
  'dmn.no-expression': '这里没有表达式，结果为空',
  /** An expression in another language than FEEL. */
  'dmn.language': '不计算用[「{language}」]写的表达式',
  /** An entry of a context that is not the last has no name. */
  'dmn.entry-name': '只有上下文的最后一项可以没有名称',
  /** A row has more or fewer cells than there are columns. */
  'dmn.cells': '第 {row} 行有 {cells} 个单元格，应有 {columns} 个',
  /** A function in Java that is not one of those that are known, or in PMML: it is not run and gives null. */
  'dmn.external-function': '不运行用 {kind} 写的函数[「{name}」]，结果为空',
  /** A value is not of the declared type; it is null. */
  'dmn.type': '值不符合声明的类型，按空值处理',
  /** Not one of DMN's hit policies. */
  'dmn.hit-policy': '没有[「{name}」]这种命中策略',
  /** Not one of DMN's aggregations. */
  'dmn.aggregation': '没有[「{name}」]这种汇总方式',
  /** A hit policy by priority without output values in order. */
  'dmn.no-priorities': '按优先级取结果，需要按顺序列出输出的取值',
  /** A table without output column. */
  'dmn.no-output': '决策表没有输出列',
  /** One of several output columns has no name. */
  'dmn.output-name': '有多个输出列时，每列都要有名称',
  /** An input column without expression. */
  'dmn.no-input-expression': '输入列没有表达式',
  /** The value of an input column is not among its allowed values; the table gives null. */
  'dmn.input-value': '第 {column} 列的输入值 {value} 不在允许的取值之内，结果为空',
  /** Several rules hold, although the table allows one; it is null. */
  'dmn.not-unique': '第 {rules} 条规则同时成立，而此表只允许一条，结果为空',
  /** Rules that hold together have different outputs; it is null. */
  'dmn.not-any': '第 {rules} 条规则同时成立，结果却不同，因此为空',
  /** A function never takes arguments of these types. */
  'check.arguments': '函数[「{name}」]从不接受这些类型的参数[：{given}]',
  /** What is called can be no function. */
  'check.no-function': '{type} 不是函数',
  /** A condition that is never true or false. */
  'check.condition': '条件的类型是 {type}，永远不是真或假',
  /** Two types that can never be compared. */
  'check.incomparable': '{left} 与 {right} 永远无法比较',
  /** A type has no such entry. */
  'check.unknown-entry': '{type} 中没有[「{name}」]一项',
  /** An operator that is null for all values of these types. */
  'check.arithmetic': '{left} 与 {right} 不能做「{operator}」运算，结果总为空',
  /** A test that no value of the input's type passes. */
  'check.test-type': '{input} 类型的值永远通不过 {test} 类型的条件',
  /** A result that never fits the declared type. */
  'check.result-type': '结果的类型是 {type}，与声明的 {declared} 不符，结果总为空',
  /** Inputs that no rule of a table takes. */
  'check.gap': '没有规则覆盖[：{inputs}][（例如 {example}）]',
  /** Inputs that several rules take although the hit policy forbids it. */
  'check.overlap': '第 {rules} 条规则同时覆盖[：{inputs}][（例如 {example}）]',
  /** Inputs that no rule takes, where columns hang together, so that it may not come about. */
  'check.possible-gap': '可能没有规则覆盖[：{inputs}][（例如 {example}）]，这些输入相互关联，未必会同时出现',
  /** Inputs that several rules take, where columns hang together, so that it may not come about. */
  'check.possible-overlap':
    '第 {rules} 条规则可能同时覆盖[：{inputs}][（例如 {example}）]，这些输入相互关联，未必会同时出现',
  /** A rule that never decides, because rules before it take all of it. */
  'check.masked-rule': '第 {rule} 条规则永远轮不到：已被第 {by} 条规则全部覆盖',
  /** A value in a cell is of another type than the column's. */
  'check.cell-type': '{text} 与「{label}」的类型不同[，第 {rule} 条规则永远不成立]',
  /** A value in a cell that the input cannot have: not allowed, or never given by the decision that is asked. */
  'check.cell-outside': '{text} 不是「{label}」可能的取值[，第 {rule} 条规则永远不成立]',
  /** A cell that no value passes. */
  'check.cell-empty': '没有值满足 {text}[，第 {rule} 条规则永远不成立]',
  /** An input column that no rule asks. */
  'check.dead-input': '没有规则用到「{label}」',
  /** An allowed output that no rule gives. */
  'check.unused-output': '没有规则得出 {value}',
  /** An output that is not among the allowed values. */
  'check.output-outside': '{value} 不在输出允许的取值之内',
  /** What a decision requires and never uses. */
  'check.unused-requirement': '引用了「{name}」，却没有用到',
  /** A table whose gaps and overlaps could not all be looked for. */
  'check.not-complete': '空缺与重叠未能全部检查',
  /** Values of these kinds cannot be put together in the database as FEEL does. */
  'sql.kinds': '这些类型的值在数据库中不能这样放在一起',
  /** An expression that the database has no form for. */
  'sql.expression': '这种表达式不能转换成数据库查询',
  /** A name whose parts are columns is no value itself. */
  'sql.context': '[「{name}」]由几列组成，本身不是一个值',
  /** Arithmetic of durations that the database does otherwise. */
  'sql.duration': '这种时长运算不能在数据库中进行',
  /** A range whose ends are of no one kind. */
  'sql.range': '区间两端须是同一种可以比较的值',
  /** Times of different zones in one expression. */
  'sql.zone': '两边的时间须属于同一时区',
  /** A function that the database cannot do as FEEL does. */
  'sql.function': '函数[「{name}」]不能在数据库中照 FEEL 计算',
  /** A list that is not written out. */
  'sql.list': '清单须在表达式中逐项写出',
  /** A function with too many or too few arguments. */
  'sql.arguments': '函数的参数个数不对',
  /** An argument that has to be written out as a constant. */
  'sql.argument': '这个参数须直接写成整数',
  /** A number that is too long for the database. */
  'sql.number': '数字的位数超出数据库的范围',
  /** A text with characters that the database cannot keep. */
  'sql.text': '文字中有数据库存不了的字符',
  /** A pattern that means something else in the database. */
  'sql.pattern': '这个正则表达式在数据库中含义不同，或没有直接写出[（第 {at} 个字符）]',
  /** A date that the database cannot keep or reckon with. */
  'sql.date': '这个日期超出数据库可以存储或计算的范围',
  /** A date and time without zone says no instant. */
  'sql.local-time': '日期时间没有时区，无法确定时刻',
  /** A value that the database has no form for. */
  'sql.value': '数据库中没有这样的值',
  /** An exponent that is no small whole number. */
  'sql.power': '指数须是较小的非负整数',
  /** A property that the database does not have. */
  'sql.property': '数据库中没有这个属性',
  /** An expression longer than `limits.sourceLength`. */
  'limit.source-length': '表达式太长[：{length} 个字符，最多 {limit} 个]',
  /** Nested deeper than `limits.depth`, or than the stack. */
  'limit.depth': '嵌套太深[，最多 {limit} 层]',
  /** Calls within calls beyond `limits.depth`. */
  'limit.call-depth': '函数调用嵌套太深[，最多 {limit} 层]',
  /** An evaluation of more than `limits.steps` steps. */
  'limit.steps': '计算步骤太多[，最多 {limit} 步]',
  /** A list or string that an evaluation makes is longer than `limits.size`. */
  'limit.size': '计算中产生的清单或文字太长[，最多 {limit}]',
  /** The XML of a model is longer than `limits.modelLength`. */
  'limit.model-length': '模型太大[：{length} 个字符，最多 {limit} 个]',
  /** A value is nested too deep to be compared or written. */
  'limit.nesting': '数据嵌套太深[，最多 {limit} 层]',
  /** The SQL made from an expression would be too long. */
  'limit.sql': '转换成的 SQL 太长',
}
