/** In a few words, what a right value says: whoever typed it sees at once whether it is the one they meant. */

import {
  cameraIndustry,
  parseAddress,
  parseCameraId,
  parseCitizenId,
  parseLicenceId,
  parseLine,
  parsePlate,
  parsePolygon,
  parseTravelPermit,
} from '@onecity/city/values'
import type { Area, Item } from '@onecity/contracts'
import type { LocalText } from '../../app/pick-text.ts'
import type { useItemInputsText } from './item-inputs-text.ts'

type Words = {
  readonly t: ReturnType<typeof useItemInputsText>
  readonly pick: (text: LocalText) => string
  readonly areas: ReadonlyMap<string, Area>
}

const countPositions = (coordinates: unknown): number =>
  !Array.isArray(coordinates)
    ? 0
    : typeof coordinates[0] === 'number'
      ? 1
      : coordinates.reduce((sum: number, part) => sum + countPositions(part), 0)

type Explain = (text: string, item: Item, words: Words) => string | null

const explanations: Readonly<Record<string, Explain>> = {
  'citizen-id': (text, _, { t }) => {
    const reading = parseCitizenId(text)
    return reading.ok ? t('born', { date: reading.birthDate, sex: t(reading.sex) }) : null
  },
  'travel-permit': (text, _, { t }) => {
    const reading = parseTravelPermit(text)
    return reading.ok ? t(`permit_${reading.kind}`) : null
  },
  plate: (text, _, { t }) => {
    const reading = parsePlate(text)
    return reading.ok ? t(`plate_${reading.kind}`) : null
  },
  'camera-id': (text, item, { t, pick, areas }) => {
    const reading = parseCameraId(text)
    if (!reading.ok) return null
    const industry = cameraIndustry(reading.industry, item.edition === '2016' ? '2016' : '2022')
    const area = areas.get(reading.areaCode)
    return t('camera', {
      area: area ? pick(area.name) : reading.areaCode,
      industry: industry ? pick(industry) : t('industryOpen', { code: reading.industry }),
      kind: t(`camera_${reading.type}`),
    })
  },
  'licence-id': (text, _, { t }) => {
    const reading = parseLicenceId(text)
    return reading.ok ? t('licence', { type: reading.typeCode, version: reading.version }) : null
  },
  address: (text, _, { t }) => {
    const reading = parseAddress(text)
    if (!reading.ok) return null
    return reading.code ? t('houseCode') : reading.parts.map((part) => part.text).join(' · ')
  },
  line: (text, _, { t }) => {
    const reading = parseLine(text)
    const n = reading.ok ? countPositions(reading.geometry.coordinates) : 0
    return reading.ok ? t('positions', { n, count: n }) : null
  },
  polygon: (text, _, { t }) => {
    const reading = parsePolygon(text)
    const n = reading.ok ? countPositions(reading.geometry.coordinates) : 0
    return reading.ok ? t('positions', { n, count: n }) : null
  },
}

/** Null for types whose values say nothing more than themselves. */
export const explainValue: Explain = (text, item, words) => explanations[item.type]?.(text, item, words) ?? null
