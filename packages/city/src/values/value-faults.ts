import type { Text } from '../model.ts'

/** What can be wrong with a value of a type: every code with its sentence, behind which the value itself is shown. */
export const valueFaults = {
  missing: { zh: '缺少必填值', en: 'a required value is missing' },
  'bad-character': {
    zh: '含有无法识别的字符（编码错误或空字符）',
    en: 'contains a character that cannot be stored (broken encoding or NUL)',
  },
  'too-long': { zh: '超过允许的长度', en: 'is longer than allowed' },
  'not-an-integer': { zh: '不是整数', en: 'is not a whole number' },
  'not-a-decimal': { zh: '不是数字', en: 'is not a number' },
  'too-many-decimals': { zh: '小数位过多', en: 'has too many digits after the point' },
  'out-of-range': { zh: '超出允许的范围', en: 'lies outside the range allowed' },
  'not-a-boolean': { zh: '不是是/否值', en: 'is neither true nor false' },
  'not-a-date': { zh: '不是有效日期', en: 'is not a date' },
  'not-a-datetime': { zh: '不是有效时间', en: 'is not a date and time' },
  'unknown-code': { zh: '不在代码表中', en: 'is not in the code list' },
  'bad-citizen-id-form': { zh: '公民身份号码应为 18 位', en: 'is not an 18-character citizen identity number' },
  'bad-citizen-id-date': { zh: '公民身份号码中的出生日期不存在', en: 'carries a birth date that does not exist' },
  'bad-citizen-id-check': {
    zh: '公民身份号码校验码不符',
    en: 'fails the check character of the citizen identity number',
  },
  'bad-travel-permit-form': {
    zh: '不是港澳台居民或外国人永久居留证件号码',
    en: 'is no number of a permit for residents of Hong Kong, Macao and Taiwan or foreign permanent residents',
  },
  'bad-travel-permit-date': { zh: '证件号码中的出生日期不存在', en: 'carries a birth date that does not exist' },
  'bad-travel-permit-check': { zh: '居住证号码校验码不符', en: 'fails the check character of the residence permit' },
  'bad-uscc': { zh: '不是 18 位统一社会信用代码', en: 'is not an 18-character unified social credit code' },
  'bad-phone': { zh: '不是电话号码', en: 'is not a telephone number' },
  'bad-plate-form': { zh: '不是机动车号牌号码', en: 'is not a licence plate' },
  'bad-plate-letter': {
    zh: '号牌不使用字母 I 和 O，是否为数字 1 和 0',
    en: 'has a letter I or O, which plates never carry: 1 or 0 is meant',
  },
  'unknown-area': { zh: '不是本市的区域代码或名称', en: 'is no area of this city, by code or name' },
  'bad-point': { zh: '不是有效坐标', en: 'is not a position' },
  'bad-shape-form': { zh: '不是 GeoJSON 或 WKT 图形', en: 'is neither GeoJSON nor well-known text' },
  'bad-shape-type': { zh: '图形类型不符', en: 'is a geometry of another type' },
  'bad-shape-position': {
    zh: '含有不是经纬度的坐标',
    en: 'holds a position that is no longitude and latitude in degrees',
  },
  'bad-shape-few': { zh: '图形的点太少', en: 'has too few positions' },
  'bad-shape-ring': { zh: '多边形的环没有闭合', en: 'has a ring that does not end where it began' },
  'bad-address-length': { zh: '地址应为 2 至 200 个字', en: 'is no address of 2 to 200 characters' },
  'bad-address-character': { zh: '地址含有无法显示的字符', en: 'is an address with characters that cannot be shown' },
  'bad-camera-id-form': { zh: '摄像机编码应为 20 位数字', en: 'is no camera code of 20 digits' },
  'bad-camera-id-type': {
    zh: '编码第 11–13 位不是摄像机类型（131 或 132）',
    en: 'is the code of another device: digits 11 to 13 are not 131 or 132',
  },
  'bad-camera-id-network': {
    zh: '编码第 14 位不是已定义的网络标识（0–8）',
    en: 'names no network: digit 14 is not 0 to 8',
  },
  'bad-licence-id-form': {
    zh: '不是电子证照标识（根.类型.颁发机构.流水号.版本.校验位）',
    en: 'is not the code of an electronic licence (root.type.issuer.serial.version.check)',
  },
  'bad-licence-id-check': {
    zh: '电子证照标识校验位不符',
    en: 'fails the check character of the electronic licence code',
  },
  'bad-json-form': { zh: '不是 JSON', en: 'is not JSON' },
  'bad-json-size': { zh: 'JSON 超过 256 KiB', en: 'is JSON larger than 256 KiB' },
  'bad-json-content': {
    zh: 'JSON 含有无法保存的字符或数字，或嵌套过深',
    en: 'is JSON with a character or number that cannot be kept, or nested too deeply',
  },
  'bad-file-form': {
    zh: '不是文件的相对名称或 https 地址',
    en: 'is neither a relative file name nor an https address',
  },
  'bad-file-path': { zh: '文件路径指向允许的位置之外', en: 'is a path that leads out of the place for files' },
} as const satisfies Record<string, Text>

export type ValueFault = keyof typeof valueFaults
