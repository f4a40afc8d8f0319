/**
 * Every refusal the API can answer, in one table: code → HTTP status, severity, whether trying again may help, and the
 * sentence people read. Only the HTTP layer looks at `status`. Bodies are RFC 9457 problem details (`ProblemDetails`).
 */
export const errorTable = {
  'not-found': {
    status: 404,
    severity: 'info',
    retryable: false,
    zh: '没有这个对象，或者您无权看到它。',
    en: 'There is no such thing, or you may not see it.',
  },
  'not-allowed': {
    status: 403,
    severity: 'info',
    retryable: false,
    zh: '您当前的角色不允许这样做。',
    en: 'Your role does not allow this.',
  },
  'foreign-host': {
    status: 403,
    severity: 'info',
    retryable: false,
    zh: '本服务不以这个主机名应答。',
    en: 'This server does not answer under that host name.',
  },
  'cross-site': {
    status: 403,
    severity: 'info',
    retryable: false,
    zh: '请求来自其他网站的页面，已拒绝。',
    en: 'The request comes from a page of another site and was refused.',
  },
  'purpose-required': {
    status: 403,
    severity: 'info',
    retryable: false,
    zh: '读取个人信息必须说明用途。',
    en: 'Reading personal data needs a stated purpose.',
  },
  'bad-request': {
    status: 400,
    severity: 'info',
    retryable: false,
    zh: '请求有误。',
    en: 'The request is not well formed.',
  },
  'bad-filter': {
    status: 400,
    severity: 'info',
    retryable: false,
    zh: '筛选条件有误。',
    en: 'The filter is not well formed.',
  },
  'not-indexed': {
    status: 400,
    severity: 'info',
    retryable: false,
    zh: '这一信息项没有索引，在大登记库中不能筛选或排序。',
    en: 'This item has no index; a large register cannot be filtered or sorted by it.',
  },
  'too-old-cursor': {
    status: 410,
    severity: 'info',
    retryable: false,
    zh: '游标无效，请从头读取。',
    en: 'The cursor is not valid any more; read from the start.',
  },
  'unsupported-format': {
    status: 415,
    severity: 'info',
    retryable: false,
    zh: '不支持这种文件格式。',
    en: 'This file format is not supported.',
  },
  'bad-encoding': {
    status: 422,
    severity: 'info',
    retryable: false,
    zh: '文件编码不是 UTF-8，也不是 GB18030。没有保留任何行。',
    en: 'The file is in neither UTF-8 nor GB18030. Nothing was kept.',
  },
  'missing-columns': {
    status: 422,
    severity: 'info',
    retryable: false,
    zh: '文件缺少必需的列。没有保留任何行。',
    en: 'The file lacks required columns. Nothing was kept.',
  },
  'truncated-file': {
    status: 422,
    severity: 'info',
    retryable: false,
    zh: '文件不完整（压缩流中断或引号未闭合）。没有保留任何行。',
    en: 'The file ends too early (broken compression or an open quote). Nothing was kept.',
  },
  'empty-file': { status: 422, severity: 'info', retryable: false, zh: '文件是空的。', en: 'The file is empty.' },
  interrupted: {
    status: 499,
    severity: 'warning',
    retryable: true,
    zh: '传输中断，没有保留任何行，可以重新发送。',
    en: 'The transfer was interrupted. Nothing was kept; send it again.',
  },
  'batch-in-progress': {
    status: 409,
    severity: 'info',
    retryable: true,
    zh: '同一批次键正在处理。',
    en: 'A batch with this key is being worked on.',
  },
  'batch-key-reused': {
    status: 409,
    severity: 'info',
    retryable: false,
    zh: '这个批次键已用于另一个资源或方式。',
    en: 'This batch key was used for another resource or mode.',
  },
  'no-register': {
    status: 409,
    severity: 'info',
    retryable: false,
    zh: '该资源只登记在目录中，本系统不保存它的行（服务、数据流、图层或文件）。',
    en: 'This resource is only catalogued (a service, stream, layer or file): no rows of it are kept here.',
  },
  'mode-not-possible': {
    status: 422,
    severity: 'info',
    retryable: false,
    zh: '该资源没有主键，只能追加或整体替换。',
    en: 'This resource has no key: rows can only be appended, or replaced as a whole.',
  },
  'not-held': {
    status: 409,
    severity: 'info',
    retryable: false,
    zh: '这一批并未等待确认：已入库、已放弃或已过期。',
    en: 'This batch does not wait for confirmation: it is in, was discarded, or its time has run out.',
  },
  'other-figures': {
    status: 409,
    severity: 'info',
    retryable: false,
    zh: '确认的删除行数与现在等待确认的不同，请重新查看后再确认。',
    en: 'The number of removals confirmed is not the one that waits; look at it again before confirming.',
  },
  'hold-outdated': {
    status: 409,
    severity: 'info',
    retryable: false,
    zh: '资源的信息项在等待期间改变了，请放弃这一批并重新发送文件。',
    en: 'The items of the resource have changed since; discard this batch and send the file again.',
  },
  'hold-expired': {
    status: 410,
    severity: 'info',
    retryable: false,
    zh: '无人在期限内确认，这一批已放弃。登记库未改变。',
    en: 'Nobody confirmed it in time, so the batch was discarded. The register was not changed.',
  },
  'nothing-to-undo': {
    status: 409,
    severity: 'info',
    retryable: false,
    zh: '这一批没有可以撤销的改动：它没有改变登记库，或其中的行后来都又变了。',
    en: 'This batch has nothing left to undo: it changed nothing, or all its rows have changed since.',
  },
  'nothing-to-repair': {
    status: 409,
    severity: 'info',
    retryable: false,
    zh: '没有选中可以修复的行，或它们已经修复。',
    en: 'No row that could be repaired was chosen, or they were repaired already.',
  },
  'wrong-role': {
    status: 421,
    severity: 'info',
    retryable: true,
    zh: '这个进程不承担该工作，请发送到相应角色的进程。',
    en: 'This process does not do that work; send it to one with the right role.',
  },
  'city-refused': {
    status: 422,
    severity: 'warning',
    retryable: false,
    zh: '城市目录有错误，未发布；上一版继续生效。',
    en: 'The city folder has errors and was not published; the last good version stays.',
  },
  'database-away': {
    status: 503,
    severity: 'error',
    retryable: true,
    zh: '数据库暂时不可用。已确认的数据没有丢失，请稍后再试。',
    en: 'The database is away. Nothing acknowledged is lost; try again shortly.',
  },
  'took-too-long': {
    status: 503,
    severity: 'info',
    retryable: true,
    zh: '数据库用时过长，请缩小范围（例如放大地图），或稍后再试。',
    en: 'The database took too long. Ask for less (on a map: zoom in), or try again shortly.',
  },
  'disk-full': {
    status: 507,
    severity: 'error',
    retryable: true,
    zh: '磁盘空间不足，暂不接收新的批次。已确认的数据没有丢失；腾出空间后自动恢复。',
    en: 'The disk is nearly full, so nothing new is taken in. Nothing acknowledged is lost; it goes on by itself when there is room.',
  },
  draining: { status: 503, severity: 'info', retryable: true, zh: '服务正在停止。', en: 'The server is stopping.' },
  'too-large': { status: 413, severity: 'info', retryable: false, zh: '内容过大。', en: 'The content is too large.' },
  internal: {
    status: 500,
    severity: 'error',
    retryable: true,
    zh: '内部错误，已记录。',
    en: 'Something broke on our side; it was recorded.',
  },
} as const satisfies Record<string, ErrorEntry>

export type ErrorEntry = {
  readonly status: number
  readonly severity: 'info' | 'warning' | 'error'
  readonly retryable: boolean
  readonly zh: string
  readonly en: string
}
export type ErrorCode = keyof typeof errorTable
