import { type JavaMethod, javaClasses, javaMethods, plainSignature } from '../builtins/java/index.ts'
import type { Problem } from '../problem.ts'
import type { Expression } from './ast.ts'
import { nearestName } from './nearest-name.ts'

/** What a function outside of FEEL is said to be. */
export type ExternalName = { readonly className?: string | undefined; readonly signature?: string | undefined }

/** The names that a context gives, itself or as its entry `java`. */
export const externalName = (body: Expression): ExternalName => {
  if (body.kind !== 'context') return {}
  const entry = (name: string) => body.entries.find(({ key }) => key === name)?.value
  const java = entry('java')
  if (java) return externalName(java)
  const text = (name: string) => {
    const value = entry(name)
    return value?.kind === 'string' ? value.value : undefined
  }
  return { className: text('class'), signature: text('method signature') }
}

/** The method of Java of that name, for so many parameters, or what is wrong. */
export const externalMethod = (
  { className, signature }: ExternalName,
  count: number,
): JavaMethod | Pick<Problem, 'message' | 'params' | 'suggestion'> => {
  if (className === undefined || signature === undefined)
    return { message: 'This external function names no class and method of Java; the result is null' }
  const methods = javaMethods(className)
  const unknown = (name: string, near: string | undefined) => ({
    message: `The external function "${name}" is not one of those that are run; the result is null`,
    params: { name },
    ...(near !== undefined && { suggestion: near }),
  })
  if (!methods) return unknown(className, nearestName(className, javaClasses))
  const plain = plainSignature(signature)
  const found = methods.get(plain)
  if (!found) {
    const name = plain.replace(/\(.*/s, '(')
    const near = [...methods.keys()].find((known) => known.startsWith(name)) ?? nearestName(plain, methods.keys())
    return unknown(`${className}.${plain}`, near)
  }
  if (found.takes(count)) return found
  return {
    message: `"${found.name}" does not take ${count} parameters; the result is null`,
    params: { name: found.name },
  }
}
