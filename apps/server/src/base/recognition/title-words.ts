/** What titles of columns say about their content. A title alone never decides; it tips a balance that the values leave open. */

const words = {
  'citizen-id': /身份证|公民身份|居民身份|idcard|identitynumber|citizenid|idnumber|证件号/,
  'travel-permit': /通行证|居住证号|回乡证|台胞证|travelpermit|residencepermit/,
  uscc: /统一社会信用|社会信用代码|信用代码|uscc|creditcode/,
  phone: /电话|手机|联系方式|移动电话|phone|mobile|tel$|telephone/,
  plate: /车牌|号牌|platenumber|plateno|licenseplate|licenceplate/,
  'camera-id': /摄像机编码|摄像头编码|国标编码|设备国标|cameraid|cameracode/,
  'licence-id': /电子证照标识|证照标识|licenceid|certificateidentifier/,
  address: /地址|住址|住所|坐落|详细位置|address|location$/,
  area: /^(所属|所在|行政)?(区域|区|街道|社区|辖区|行政区|行政区划|区划|县区|区县|镇街)(名称|代码)?$|district|subdistrict|^street$|community|areacode|^area$/,
  date: /日期|出生|年月日|date$|birthday|birthdate/,
  datetime: /时间|time$|datetime|timestamp|createdat|updatedat/,
  boolean: /^是否|有无|^is|^has|flag$|标志$/,
  name: /姓名|联系人|法定代表人|法人代表|负责人|经办人|户主|申请人|^name$|fullname|personname|contact$/,
  code: /类型|类别|性质|状态|等级|级别|性别|民族|方式|种类|type$|status|category|class$|level|gender|sex/,
  lng: /经度|^lng$|^lon$|longitude|^x$|x坐标|坐标x|东经/,
  lat: /纬度|^lat$|latitude|^y$|y坐标|坐标y|北纬/,
  point: /坐标|经纬度|位置|geom|point|lnglat|lonlat|position/,
  identifier: /编号|编码|代码|号码|序列号|单号|证号|^id$|id$|code$|number$|^no$|serial|sn$/,
  rowNumber: /^序号$|^行号$|^no$|^#$|^编号$|^index$|^rownum/,
  amount: /金额|费用|价格|资本|收入|支出|产值|税|amount|price|cost|capital|fee$/,
  remark: /备注|说明|描述|内容|简介|经营范围|remark|note|description|comment|scope/,
} as const

export type TitleWord = keyof typeof words

export const titleSays = (plainTitle: string, word: TitleWord): boolean => words[word].test(plainTitle)

/** Units as people write them in titles and behind numbers -> UCUM. Money has no unit there. */
const units: Readonly<Record<string, string>> = {
  km: 'km',
  公里: 'km',
  千米: 'km',
  m: 'm',
  米: 'm',
  cm: 'cm',
  厘米: 'cm',
  mm: 'mm',
  毫米: 'mm',
  m2: 'm2',
  '㎡': 'm2',
  平方米: 'm2',
  平米: 'm2',
  km2: 'km2',
  平方公里: 'km2',
  公顷: 'har',
  m3: 'm3',
  立方米: 'm3',
  kg: 'kg',
  千克: 'kg',
  公斤: 'kg',
  吨: 't',
  t: 't',
  kw: 'kW',
  千瓦: 'kW',
  kwh: 'kW.h',
  千瓦时: 'kW.h',
  度: 'kW.h',
  '℃': 'Cel',
  '°c': 'Cel',
  摄氏度: 'Cel',
  '%': '%',
  db: 'dB',
  分贝: 'dB',
  'km/h': 'km/h',
  h: 'h',
  小时: 'h',
  min: 'min',
  分钟: 'min',
  s: 's',
  秒: 's',
  天: 'd',
  日: 'd',
}

/** The unit that a title names in brackets or behind a slash, as UCUM symbol. */
export const unitOfTitle = (title: string): string | undefined => {
  const named = /[（([【/]\s*(?:单位[:：]?)?\s*([^)）\]】]+?)\s*[)）\]】]?$/u.exec(title.normalize('NFKC'))?.[1]
  return named === undefined ? undefined : units[named.toLowerCase()]
}
