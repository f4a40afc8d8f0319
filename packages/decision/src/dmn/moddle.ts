/// <reference path="./dmn-moddle.d.ts" />
import { DmnModdle, type Package, type PropertyDescriptor, type TypeDescriptor } from 'dmn-moddle'

/**
 * dmn-moddle knows DMN 1.3. Here it learns what 1.4 and 1.5 brought (conditional, filter, iterators, type constraints) and to
 * read the namespaces of all versions as one.
 */

/** Namespaces of models by version; that of 1.5 is written. */
const versions: Readonly<Record<string, string>> = {
  'http://www.omg.org/spec/DMN/20151101/dmn.xsd': '1.1',
  'http://www.omg.org/spec/DMN/20180521/MODEL/': '1.2',
  'https://www.omg.org/spec/DMN/20191111/MODEL/': '1.3',
  'https://www.omg.org/spec/DMN/20211108/MODEL/': '1.4',
  'https://www.omg.org/spec/DMN/20230324/MODEL/': '1.5',
}

export const latestNamespace = Object.keys(versions).at(-1) as string

/** The version whose namespace a text of XML declares first, or undefined. */
export const versionOf = (xml: string): string | undefined => {
  for (const [, , uri] of xml.matchAll(/\bxmlns(?::[\w.-]+)?\s*=\s*(["'])(.*?)\1/gs)) {
    const version = versions[uri as string]
    if (version !== undefined) return version
  }
  return undefined
}

const attribute = (name: string): PropertyDescriptor => ({ name, type: 'String', isAttr: true })
const child = (name: string, type: string): PropertyDescriptor => ({ name, type, xml: { serialize: 'property' } })

const since13: readonly TypeDescriptor[] = [
  { name: 'ChildExpression', superClass: ['DMNElement'], properties: [{ name: 'value', type: 'Expression' }] },
  { name: 'TypedChildExpression', superClass: ['ChildExpression'], properties: [attribute('typeRef')] },
  {
    name: 'Conditional',
    superClass: ['Expression'],
    properties: [child('if', 'ChildExpression'), child('then', 'ChildExpression'), child('else', 'ChildExpression')],
  },
  {
    name: 'Filter',
    superClass: ['Expression'],
    properties: [child('in', 'ChildExpression'), child('match', 'ChildExpression')],
  },
  {
    name: 'Iterator',
    isAbstract: true,
    superClass: ['Expression'],
    properties: [child('in', 'TypedChildExpression'), attribute('iteratorVariable')],
  },
  { name: 'For', superClass: ['Iterator'], properties: [child('return', 'ChildExpression')] },
  { name: 'Every', superClass: ['Iterator'], properties: [child('satisfies', 'ChildExpression')] },
  { name: 'Some', superClass: ['Iterator'], properties: [child('satisfies', 'ChildExpression')] },
]

/** Ids are checked by the reader itself: moddle drops an element whose id comes twice or holds letters beyond ASCII. */
const withoutIds = (type: TypeDescriptor): TypeDescriptor => ({
  ...type,
  properties: (type.properties ?? []).map((property) =>
    property.isId || property.isReference ? { ...property, isId: false, isReference: false } : property,
  ),
})

const withTypeConstraint = (type: TypeDescriptor): TypeDescriptor => {
  if (!/(^|:)ItemDefinition$/.test(type.name)) return type
  const properties = type.properties ?? []
  const at = properties.findIndex(({ name }) => /(^|:)allowedValues$/.test(name)) + 1
  return { ...type, properties: properties.toSpliced(at, 0, child('typeConstraint', 'UnaryTests')) }
}

const packageOf15 = (uri: string): Package => {
  const known = new DmnModdle().getPackage('dmn')
  const types = [
    ...known.types.map(withoutIds).map(withTypeConstraint),
    ...since13.map((type) => structuredClone(type)),
  ]
  return { ...known, uri, types }
}

let shared: DmnModdle | undefined

/** Made when first asked for: registering its types takes some milliseconds. */
export const moddle = (): DmnModdle => {
  const uris = Object.keys(versions)
  shared ??= new DmnModdle(
    { dmn: packageOf15(latestNamespace) },
    { nsMap: Object.fromEntries(uris.map((uri) => [uri, 'dmn'])) },
  )
  return shared
}
