/** What a resource code says, when rows are stale, and the data type letters of items: the catalogue guide as functions. */
import type { CatalogueRules, City, DataType, Item, Text, UpdateCycle } from './model.ts'

/**
 * The national guide (发改高技〔2017〕1272号, GB/T 21063.4): names in the order of its lists, numbered by that order. A city
 * that numbers otherwise, or has classes of its own, says so in catalogue.yaml.
 */
const national: CatalogueRules = {
  classification: {
    source: '政务信息资源目录编制指南（试行），发改高技〔2017〕1272号',
    confidence:
      '名称依指南所列，编号按其列出顺序，须由市里确认。Names as the guide lists them, numbers by the order of its lists, to be confirmed by the city.',
    effectiveFrom: '2017-06-30',
    names: [
      { code: '1', name: { zh: '基础信息资源', en: 'Base resources' } },
      { code: '101', name: { zh: '人口', en: 'Population' }, theme: 'SOCI' },
      { code: '102', name: { zh: '法人单位', en: 'Legal entities' }, theme: 'ECON' },
      { code: '103', name: { zh: '自然资源和空间地理', en: 'Natural resources and geography' }, theme: 'REGI' },
      { code: '104', name: { zh: '社会信用', en: 'Social credit' }, theme: 'JUST' },
      { code: '105', name: { zh: '电子证照', en: 'Electronic licences' }, theme: 'GOVE' },
      { code: '2', name: { zh: '主题信息资源', en: 'Theme resources' } },
      { code: '201', name: { zh: '公共服务', en: 'Public services' }, theme: 'GOVE' },
      { code: '202', name: { zh: '健康保障', en: 'Health' }, theme: 'HEAL' },
      { code: '203', name: { zh: '社会保障', en: 'Social security' }, theme: 'SOCI' },
      { code: '204', name: { zh: '食品药品安全', en: 'Food and drug safety' }, theme: 'HEAL' },
      { code: '205', name: { zh: '安全生产', en: 'Work safety' }, theme: 'ECON' },
      { code: '206', name: { zh: '价格监管', en: 'Price supervision' }, theme: 'ECON' },
      { code: '207', name: { zh: '能源安全', en: 'Energy security' }, theme: 'ENER' },
      { code: '208', name: { zh: '信用体系', en: 'Credit system' }, theme: 'ECON' },
      { code: '209', name: { zh: '城乡建设', en: 'Urban and rural construction' }, theme: 'REGI' },
      { code: '210', name: { zh: '社区治理', en: 'Community governance' }, theme: 'SOCI' },
      { code: '211', name: { zh: '生态环保', en: 'Ecology and environment' }, theme: 'ENVI' },
      { code: '212', name: { zh: '应急维稳', en: 'Emergencies and stability' }, theme: 'GOVE' },
      { code: '3', name: { zh: '部门信息资源', en: 'Department resources' } },
      { code: '301', name: { zh: '党中央', en: 'Central Committee of the Party' }, theme: 'GOVE' },
      {
        code: '302',
        name: { zh: '全国人大常委会', en: 'Standing Committee of the National People’s Congress' },
        theme: 'GOVE',
      },
      { code: '303', name: { zh: '国务院', en: 'State Council' }, theme: 'GOVE' },
      {
        code: '304',
        name: { zh: '全国政协', en: 'National Committee of the Political Consultative Conference' },
        theme: 'GOVE',
      },
      { code: '305', name: { zh: '最高人民法院', en: 'Supreme People’s Court' }, theme: 'JUST' },
      { code: '306', name: { zh: '最高人民检察院', en: 'Supreme People’s Procuratorate' }, theme: 'JUST' },
      {
        code: '307',
        name: { zh: '省（自治区、直辖市）及其下各级政务部门', en: 'Provinces and the departments below them' },
        theme: 'GOVE',
      },
      {
        code: '308',
        name: {
          zh: '计划单列市及其下各级政务部门',
          en: 'Cities with a state plan of their own and the departments below them',
        },
        theme: 'GOVE',
      },
    ],
  },
  freshness: {
    source: '平台默认值，尚无文件规定 (platform default, no instrument sets limits)',
    effectiveFrom: '2025-08-01',
    limits: [
      { update: 'realtime', withinMinutes: 15 },
      { update: 'daily', withinMinutes: 36 * 60 },
      { update: 'weekly', withinMinutes: 9 * 1440 },
      { update: 'monthly', withinMinutes: 35 * 1440 },
      { update: 'quarterly', withinMinutes: 100 * 1440 },
      { update: 'half-yearly', withinMinutes: 190 * 1440 },
      { update: 'yearly', withinMinutes: 380 * 1440 },
    ],
  },
}

/** The rules of a city's catalogue: its own, else the national guide's. */
export const catalogueRulesOf = (city: Pick<City, 'catalogue'>): CatalogueRules => city.catalogue ?? national

export type ClassStep = { readonly code: string; readonly name?: Text }
/** A resource code taken apart: 类, 项, 目, 细目 (where given) and 顺序码. Steps without a name in the rules have none. */
export type Classification = { readonly steps: readonly ClassStep[]; readonly sequence: string }

const namesOf = new WeakMap<CatalogueRules, ReadonlyMap<string, CatalogueRules['classification']['names'][number]>>()
const names = (rules: CatalogueRules) => {
  const known = namesOf.get(rules) ?? new Map(rules.classification.names.map((each) => [each.code, each]))
  namesOf.set(rules, known)
  return known
}

/** Takes a resource code apart; undefined for what is none. */
export const classify = (code: string, rules: CatalogueRules): Classification | undefined => {
  const found = /^([123]\d{2}\d{3}\d{0,12})\/(\d{1,10})$/.exec(code)
  if (!found) return undefined
  const [, digits = '', sequence = ''] = found
  const lengths = digits.length > 6 ? [1, 3, 6, digits.length] : [1, 3, 6]
  const steps = lengths.map((length): ClassStep => {
    const name = names(rules).get(digits.slice(0, length))?.name
    return { code: digits.slice(0, length), ...(name && { name }) }
  })
  return { steps, sequence }
}

/** EU data theme of a resource code: that of the longest class that has one. */
export const themeOf = (code: string, rules: CatalogueRules): string | undefined =>
  classify(code, rules)
    ?.steps.map((step) => names(rules).get(step.code)?.theme)
    .findLast((theme) => theme !== undefined)

/** Minutes after which rows of this cycle are stale; undefined: the cycle has no clock. */
export const freshnessLimit = (update: UpdateCycle, rules: CatalogueRules): number | undefined =>
  rules.freshness.limits.find((limit) => limit.update === update)?.withinMinutes

/** `due`: the last fifth of the limit has begun. `never`: a clock, but no batch. `untimed`: no clock. */
export const freshnessStates = ['fresh', 'due', 'stale', 'never', 'untimed'] as const
export type FreshnessState = (typeof freshnessStates)[number]
export const freshnessOf = (ageMinutes: number | null, limitMinutes: number | undefined): FreshnessState => {
  if (limitMinutes === undefined) return 'untimed'
  if (ageMinutes === null) return 'never'
  if (ageMinutes > limitMinutes) return 'stale'
  return ageMinutes > limitMinutes * 0.8 ? 'due' : 'fresh'
}

const letters: Partial<Record<Item['type'], DataType>> = {
  integer: 'I',
  decimal: 'N',
  boolean: 'L',
  date: 'D',
  datetime: 'T',
  point: 'G',
  line: 'G',
  polygon: 'G',
  json: 'G',
  file: 'G',
}

/** Data type letter of an item; long texts without a limit are memos. */
export const dataTypeOf = (item: Pick<Item, 'type' | 'max' | 'dataType'>): DataType =>
  item.dataType ?? letters[item.type] ?? (item.type === 'text' && item.max === undefined ? 'M' : 'C')

// Fixed by the standards of the types: GB 11643, GB 32100, GB/T 28181.
const fixedLengths: Partial<Record<Item['type'], number>> = { 'citizen-id': 18, uscc: 18, 'camera-id': 20 }

/** 数据长度: characters, or `precision,scale` of decimals; undefined where the type sets none. */
export const dataLengthOf = (item: Item): string | undefined => {
  if (item.type === 'code') return String(Math.max(...(item.codes ?? []).map(({ value }) => [...value].length), 1))
  if (item.type !== 'integer' && item.type !== 'decimal') {
    const length = item.max ?? fixedLengths[item.type]
    return length === undefined ? undefined : String(length)
  }
  const bounds = [item.range?.min, item.range?.max]
  if (bounds.some((bound) => bound === undefined)) return undefined
  const whole = Math.max(...bounds.map((bound) => String(Math.trunc(Math.abs(bound ?? 0))).length))
  return item.type === 'integer' ? String(whole) : `${whole + (item.scale ?? 0)},${item.scale ?? 0}`
}
