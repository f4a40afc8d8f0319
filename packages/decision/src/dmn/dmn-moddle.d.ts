/** The part of dmn-moddle that is used here; the package brings no types. */
declare module 'dmn-moddle' {
  export type Element = {
    readonly $type: string
    readonly $parent?: Element
    readonly [property: string]: unknown
  }
  export type PropertyDescriptor = {
    name: string
    type: string
    isAttr?: boolean
    isMany?: boolean
    isId?: boolean
    isReference?: boolean
    xml?: { serialize: 'property' }
  }
  export type TypeDescriptor = {
    name: string
    superClass?: string[]
    isAbstract?: boolean
    properties?: PropertyDescriptor[]
  }
  export type Package = {
    name: string
    prefix: string
    uri: string
    types: TypeDescriptor[]
  }
  export class DmnModdle {
    constructor(packages?: Record<string, Package>, options?: { nsMap?: Record<string, string> })
    getPackage(prefix: string): Package
    create(type: string, properties?: object): Element
    fromXML(xml: string): Promise<{
      rootElement: Element
      warnings: readonly { message: string; error?: Error; element?: Element; property?: string }[]
    }>
    toXML(element: Element, options?: { format?: boolean }): Promise<{ xml: string }>
  }
}
