import { makeText } from '../app/make-text.ts'

/** Sentences that every page uses. */
export const useUiText = makeText('ui', {
  loading: ['正在读取…', 'Reading…'],
  retry: ['重试', 'Try again'],
  requestId: ['请求号 {{id}}', 'Request {{id}}'],
  cause: ['具体原因', 'What exactly'],
  close: ['关闭', 'Close'],
  more: ['更多', 'More'],
  clear: ['清除', 'Clear'],
  yes: ['是', 'yes'],
  no: ['否', 'no'],
  none: ['无', 'none'],
  empty: ['空', 'empty'],
  masked: ['已脱敏：您的角色只能看到部分内容', 'Masked: your role sees only part of it'],
  hidden: ['未向您的角色开放', 'Not open to your role'],
  unverified: ['未校验通过', 'unverified'],
  unverifiedHint: [
    '校验码不符。这样的代码确有发放，所以保留，请对照登记机关核实',
    'Its check character differs. Such codes have been issued, so it is kept: look it up with the authority',
  ],
  personal: ['个人信息', 'personal data'],
  personalHint: [
    '含个人信息：读取须说明用途，并按角色脱敏',
    'Holds personal data: reading needs a stated purpose and is masked by role',
  ],
  foreign: ['外地示例', 'foreign example'],
  simulated: ['模拟数据', 'simulated rows'],
  simulatedHint: [
    '至少一批数据由模拟器生成，不涉及真实的人或单位',
    'At least one batch was generated; no real person or company is in it',
  ],
  approximate: ['位置为近似值', 'approximate position'],
  copy: ['复制', 'Copy'],
  copied: ['已复制', 'Copied'],
  previous: ['上一页', 'Previous'],
  next: ['下一页', 'Next'],
  columns: ['列', 'Columns'],
  all: ['全部', 'All'],
  share_unconditional: ['无条件共享', 'shared with all'],
  share_conditional: ['有条件共享', 'shared on conditions'],
  share_none: ['不予共享', 'not shared'],
  open_unconditional: ['无条件开放', 'open to the public'],
  open_conditional: ['有条件开放', 'open on conditions'],
  open_none: ['不开放', 'not open'],
  grade_general: ['一般数据', 'general data'],
  grade_important: ['重要数据', 'important data'],
  grade_core: ['核心数据', 'core data'],
  kind_stored: ['登记库', 'register'],
  kind_service: ['核验服务', 'service'],
  kind_stream: ['数据流', 'stream'],
  kind_layer: ['图层', 'map layer'],
  kind_file: ['文件', 'file'],
  fresh_fresh: ['按期', 'in time'],
  fresh_due: ['将到期', 'due soon'],
  fresh_stale: ['已过期', 'stale'],
  fresh_never: ['从未更新', 'never delivered'],
  fresh_untimed: ['不计时', 'no clock'],
  method_interface: ['共享平台：接口', 'platform: interface'],
  method_tables: ['共享平台：库表交换', 'platform: tables'],
  method_files: ['共享平台：文件', 'platform: files'],
  method_other: ['其他方式', 'other means'],
  format_document: ['电子文件', 'document'],
  format_spreadsheet: ['电子表格', 'spreadsheet'],
  format_database: ['数据库', 'database'],
  format_image: ['图形图像', 'image'],
  format_media: ['流媒体', 'streaming media'],
  'format_self-describing': ['自描述格式', 'self-describing'],
  data_C: ['字符型', 'characters'],
  data_N: ['数值型', 'number'],
  data_Y: ['货币型', 'money'],
  data_D: ['日期型', 'date'],
  data_T: ['日期时间型', 'date and time'],
  data_L: ['逻辑型', 'yes or no'],
  data_M: ['备注型', 'memo'],
  data_G: ['通用型', 'general'],
  data_B: ['双精度型', 'double'],
  data_I: ['整型', 'integer'],
  data_F: ['浮点型', 'float'],
  update_realtime: ['实时', 'real time'],
  update_daily: ['每日', 'daily'],
  update_weekly: ['每周', 'weekly'],
  update_monthly: ['每月', 'monthly'],
  update_quarterly: ['每季度', 'quarterly'],
  'update_half-yearly': ['每半年', 'half-yearly'],
  update_yearly: ['每年', 'yearly'],
  update_irregular: ['不定期', 'irregular'],
  update_never: ['不再更新', 'no longer updated'],
  type_text: ['文本', 'text'],
  type_integer: ['整数', 'integer'],
  type_decimal: ['小数', 'decimal'],
  type_boolean: ['是/否', 'yes/no'],
  type_date: ['日期', 'date'],
  type_datetime: ['日期时间', 'date and time'],
  type_code: ['代码', 'code'],
  'type_citizen-id': ['公民身份号码', 'citizen ID'],
  type_uscc: ['统一社会信用代码', 'credit code'],
  type_phone: ['电话', 'phone'],
  type_address: ['地址', 'address'],
  type_plate: ['号牌号码', 'licence plate'],
  'type_travel-permit': ['港澳台及外国人证件号码', 'travel or residence permit'],
  'type_camera-id': ['摄像机编码', 'camera code'],
  'type_licence-id': ['电子证照标识', 'licence code'],
  type_json: ['JSON', 'JSON'],
  type_file: ['文件', 'file'],
  type_area: ['区域', 'area'],
  type_point: ['点位', 'point'],
  type_line: ['线', 'line'],
  type_polygon: ['面', 'polygon'],
  level_city: ['市', 'city'],
  level_district: ['区', 'district'],
  level_street: ['街道', 'street'],
  level_community: ['社区', 'community'],
  level_grid: ['网格', 'grid'],
  'purpose_administrative-basis': ['作为行政依据', 'basis of an administrative act'],
  'purpose_work-reference': ['工作参考', 'work reference'],
  'purpose_data-check': ['数据校核', 'checking data'],
  'purpose_joint-service': ['业务协同', 'joint service'],
  status_receiving: ['接收中', 'receiving'],
  status_merging: ['入库中', 'merging'],
  status_done: ['完成', 'done'],
  status_failed: ['失败', 'failed'],
  status_interrupted: ['中断', 'interrupted'],
  status_held: ['待确认', 'waits for you'],
  status_discarded: ['已放弃', 'discarded'],
  mode_upsert: ['更新或新增', 'update or add'],
  mode_append: ['只追加', 'append'],
  mode_delete: ['按主键删除', 'remove by key'],
  mode_replace: ['整体替换', 'replace everything'],
  mode_undo: ['撤销', 'take back'],
  mode_reread: ['重新解读坐标', 'read positions again'],
})

type UiText = ReturnType<typeof useUiText>
type UiKey = Parameters<UiText>[0]

/** A word for a value of the API's own vocabularies; one that this version does not know is shown as it came. */
export const termText = (
  t: UiText,
  kind:
    | 'kind'
    | 'fresh'
    | 'method'
    | 'format'
    | 'data'
    | 'share'
    | 'open'
    | 'grade'
    | 'update'
    | 'type'
    | 'level'
    | 'purpose'
    | 'status'
    | 'mode',
  value: string,
): string => {
  const text = t(`${kind}_${value}` as UiKey)
  return text === `${kind}_${value}` ? value : text
}
