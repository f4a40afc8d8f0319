/** The surnames most people bear (about 85 % of the population), in order of frequency as publicly counted in recent censuses. */
const common =
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文'
const compound = [
  '欧阳',
  '司马',
  '上官',
  '诸葛',
  '东方',
  '皇甫',
  '公孙',
  '慕容',
  '令狐',
  '夏侯',
  '司徒',
  '端木',
  '南宫',
]

const han = /^\p{Script=Han}{2,4}$/u

/** Whether a text could be the name of a Chinese person: two to four characters behind a common surname. */
export const looksLikeName = (text: string): boolean =>
  han.test(text) && (common.includes([...text][0] as string) || compound.some((surname) => text.startsWith(surname)))
