import { makeText } from '../app/make-text.ts'

export const useTourText = makeText('tour', {
  title: ['十分钟导览', 'Ten-minute tour'],
  lede: [
    '{{n}} 步，从一张地图走到备份。每一步替您换好角色、打开页面，做到了自动打勾。随时可以停，进度留在这个浏览器里。',
    '{{n}} steps, from one map to a backup. Each takes the right role, opens the page and ticks itself when it worked. Stop whenever you like; this browser keeps your place.',
  ],
  start: ['开始导览', 'Start the tour'],
  resume: ['继续：第 {{n}} 步', 'Go on with step {{n}}'],
  again: ['从头再来', 'Start over'],
  open: ['打开导览', 'Open the tour'],
  close: ['关闭导览', 'Close the tour'],
  fold: ['收起', 'Fold'],
  unfold: ['展开', 'Unfold'],
  steps: ['导览各步', 'Steps of the tour'],
  stepOf: ['第 {{n}} 步，共 {{all}} 步', 'Step {{n}} of {{all}}'],
  isDone: ['已做到', 'done'],
  go: ['以“{{role}}”打开', 'Open as {{role}}'],
  also: ['换成“{{role}}”', 'Take the role {{role}}'],
  nowAs: ['现在是“{{role}}”', 'You are now {{role}}'],
  try: ['试一试', 'Try'],
  why: ['为什么要紧', 'Why it matters'],
  reached: ['做到了', 'It worked'],
  waiting: ['做到会打勾', 'Ticks itself'],
  previous: ['上一步', 'Back'],
  next: ['下一步', 'Next'],
  finish: ['看完了', 'Finish'],
  sampleUse: ['用示例文件', 'Use the sample file'],
  sampleGet: ['下载示例', 'Download it'],
  sampleMissing: [
    '这一页没有放文件的地方，先点上面的按钮打开。',
    'There is no place for a file on this page; open it by the button above.',
  ],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  beginDraft: ['起一份草稿并打开文件', 'Begin a draft and open its file'],
  draftName: ['导览：改一处文字', 'Tour: change a text'],
  keys: ['键盘：N 下一步，P 上一步，T 开关导览', 'Keys: N next, P back, T opens and closes'],

  mapTitle: ['一张图看全城', 'The city on one map'],
  mapSee: ['区和街道的范围，和带位置的登记库。', 'Districts, streets, and the registers that have positions.'],
  mapTry: [
    '点一个区，地图移过去。\n点一个点，右边打开它在登记库里的那一行。',
    'Click a district: the map goes there.\nClick a point: its row opens beside it.',
  ],
  mapKnown: ['选中了一个区域或一行', 'an area or a row is chosen'],
  mapWhy: [
    '所有带位置的数据在同一张图上，看图就是看登记库，不是另存的一份。',
    'Everything with a position meets on one map, and the map reads the registers themselves, not a copy.',
  ],

  findTitle: ['打错字也能找到', 'Found despite a typo'],
  findSee: ['目录正在按“冲电桩”查，“冲”是错字。', 'The catalogue, searched for "chargng", misspelt on purpose.'],
  findTry: [
    '看找到了哪几项，为什么。\n左边再按部门或共享类型收窄。',
    'See what was found, and why.\nNarrow by department or sharing type on the left.',
  ],
  findKnown: ['错字也查到了资源', 'the misspelt word found resources'],
  findWhy: ['几千项资源，找不到就等于没有。', 'Among thousands of resources, one that cannot be found does not exist.'],

  masksTitle: ['同一个库，谁看都不一样', 'One register, different for each reader'],
  masksSee: [
    '一个含个人信息的登记库（演示数据里的居民都是模拟的）。先问用途，姓名和证件号遮住一部分。',
    'A register with personal data (in the demonstration all residents are simulated). A purpose is asked for first; names and numbers come masked.',
  ],
  masksTry: [
    '用途选“数据校核”，看哪些字被遮住。\n换成区里的角色：只剩本区的人。\n换成访客：不给看。',
    'State the purpose of checking data and see what is masked.\nTake the district’s role: only its own people remain.\nTake the visitor’s: refused.',
  ],
  masksKnown: ['用两种角色看过', 'seen under two roles'],
  masksWhy: [
    '谁能看、看到几个字，由一处规则决定，页面、导出、地图都一样。',
    'Who sees what is decided in one place, for pages, exports and maps alike.',
  ],

  wizardTitle: ['乱表格变成一项资源', 'From a messy spreadsheet to a resource'],
  wizardSee: [
    '拖进一张街道常见的登记表：标题占了一行，日期三种写法，数字有全角。',
    'A list as districts send it: a title over the table, dates in three forms, full-width digits.',
  ],
  wizardTry: [
    '用示例文件，看每一列被认成什么、凭什么。\n认错了当场改，再存成部门自己的文件草稿。',
    'Use the sample and see what each column was taken for, and on what evidence.\nCorrect it there, then save it as a draft of the department’s own file.',
  ],
  wizardKnown: ['各列已认出来', 'the columns were recognised'],
  wizardWhy: [
    '数据员不用写配置，十分钟就能把表格登记成资源。',
    'A steward writes no configuration: ten minutes from spreadsheet to resource.',
  ],

  repairTitle: ['退回的行，一批修好', 'Mend rejected rows together'],
  repairSee: [
    '四十行充电站，十四行写得不对，会附原因退回。',
    'Forty charging stations, fourteen badly written: they come back with reasons.',
  ],
  repairTry: [
    '用示例文件，开始导入。\n“可以修复”里看改前改后，点“修复并入库”。\n还有两行没法猜，要人来改。',
    'Use the sample and start the import.\nLook at before and after under the repairs, then take them in.\nTwo rows cannot be guessed: a person must.',
  ],
  repairKnown: ['修好的行已入库', 'the mended rows are in'],
  repairWhy: [
    '每一行都有交代：进了、没变，还是为什么退回。改过什么也记着。',
    'Every row is accounted for, and what was mended is on record.',
  ],

  holdTitle: ['空文件删不掉一个库', 'An empty file empties nothing'],
  holdSee: [
    '只有表头的文件，按“整体替换”送来，意思是全部删除。',
    'A file with nothing but its header, sent to replace all: it would remove every row.',
  ],
  holdTry: [
    '用示例文件，方式选“整体替换”，开始导入。\n它停下来等人，登记库没有变。\n点“放弃这一批”。',
    'Use the sample, choose to replace all, start the import.\nIt waits for a person; the register has not changed.\nDiscard the batch.',
  ],
  holdKnown: ['等待确认的批次已放弃', 'the held batch was discarded'],
  holdWhy: [
    '送错一个文件是常事，删掉一个库不该是。',
    'Sending the wrong file is ordinary. Losing a register must not be.',
  ],

  undoTitle: ['撤销一个批次', 'Take a batch back'],
  undoSee: ['刚才入库的批次，每一批都能撤销。', 'The batches that just came in; each can be taken back.'],
  undoTry: [
    '打开一个“完成”的批次。\n点“预览撤销”，看会动哪些行，再确认。',
    'Open a batch that is done.\nPreview taking it back, see which rows that concerns, confirm.',
  ],
  undoKnown: ['一个批次已撤销', 'a batch was taken back'],
  undoWhy: [
    '后来别的批次改过的行会留下，不会连带毁掉。',
    'Rows that later batches changed stay as they are; nothing else is lost with it.',
  ],

  draftTitle: ['城市也有版本', 'The city has versions too'],
  draftSee: [
    '部门、资源、角色都写在文件里，改动先是草稿，再成为下一版。',
    'Departments, resources and roles stand in files; a change is a draft first, then the next version.',
  ],
  draftTry: [
    '起一份草稿，改一个名称，保存。\n点“检查并看差异”，看会变什么、影响谁。\n看完放弃草稿，一切照旧。',
    'Begin a draft, change a name, save.\nCheck and compare: what would differ, whom it concerns.\nThen discard it; all stays as it was.',
  ],
  draftKnown: ['草稿里有一处改动', 'the draft holds a change'],
  draftWhy: [
    '谁改了什么、改之前是什么样，都查得到；坏的改动发布不了。',
    'Who changed what can always be told, and a faulty change is never published.',
  ],

  operateTitle: ['运行、备份、核对', 'Running, backed up, verified'],
  operateSee: [
    '数据库、磁盘、时钟、批次和任务的状态；下面是备份和核对台账的命令。',
    'The state of database, disk, clock, batches and jobs; below, the commands that back up and verify.',
  ],
  operateTry: [
    '看有没有要人管的。\n在项目目录里运行下面两条命令，服务不用停。',
    'See whether anything needs somebody.\nRun the two commands in the project’s folder; the service goes on.',
  ],
  operateKnown: ['状态正常', 'the state is good'],
  operateWhy: [
    '不用相信我们：台账、变更和登记库可以当场对一遍。',
    'You need not trust us: ledger, changes and registers can be recounted on the spot.',
  ],
})
