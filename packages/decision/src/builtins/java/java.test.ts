import { describe, expect, it } from 'vitest'
import { fromJson } from '../../values/json.ts'
import { toText } from '../../values/text.ts'
import type { Value } from '../../values/value.ts'
import { javaMethods, plainSignature } from './index.ts'

const call = (className: string, signature: string, ...args: Value[]): string => {
  const method = javaMethods(className)?.get(plainSignature(signature))
  if (!method?.takes(args.length)) return 'no such method'
  return toText(method.call(args))
}

describe('java.lang.Math', () => {
  it.each<[string, Value[], string]>([
    ['max(double,double)', [123, 456], '456'],
    ['max( double , double )', ['a', 456], 'null'],
    ['max(int, int)', [1.9, -1.9], '1'],
    ['max(int,int)', [2147483648, 0], '0'],
    ['abs(int)', [-2147483648], '-2147483648'],
    ['abs(long)', [-7.9], '7'],
    ['abs(double)', [-7.9], '7.9'],
    ['cos(double)', [0], '1'],
    ['atan2(double,double)', [1, 1], '0.7853981633974483'],
    ['cbrt(double)', [27], '3'],
    ['sqrt(double)', [-1], 'null'],
    ['log(double)', [0], 'null'],
    ['log10(double)', [1000], '3'],
    ['pow(double,double)', [2, 0.5], '1.4142135623730951'],
    ['pow(double,double)', [10, 400], 'null'],
    ['rint(double)', [2.5], '2'],
    ['rint(double)', [3.5], '4'],
    ['rint(double)', [-2.5], '-2'],
    ['round(double)', [2.5], '3'],
    ['round(double)', [-2.5], '-2'],
    ['round(double)', [1e30], '9223372036854775807'],
    ['round(float)', [1e30], '2147483647'],
    ['signum(double)', [-3], '-1'],
    ['toDegrees(double)', [Math.PI], '180'],
    ['toRadians(double)', [180], '3.141592653589793'],
    ['floorDiv(int,int)', [-4, 3], '-2'],
    ['floorDiv(int,int)', [-2147483648, -1], '-2147483648'],
    ['floorMod(int,int)', [-4, 3], '2'],
    ['floorMod(int,int)', [4, -3], '-2'],
    ['floorMod(int,int)', [4, 0], 'null'],
    ['addExact(int,int)', [2147483647, 1], 'null'],
    ['addExact(long,long)', [2147483647, 1], '2147483648'],
    ['toIntExact(long)', [2147483648], 'null'],
    ['max(float,float)', [0.1, 0.2], '0.2'],
    ['max(double,double)', [1, null], 'null'],
    ['max(double,double)', [[1], 2], '2'],
    ['max(double,double)', [1], 'no such method'],
    ['random()', [], 'no such method'],
    ['max(java.lang.Double,java.lang.Double)', [1, 2], 'no such method'],
  ])('%s of %j is %s', (signature, args, expected) => {
    expect(call('java.lang.Math', signature, ...args)).toBe(expected)
    expect(call('Math', signature, ...args)).toBe(expected)
  })
})

describe('String.format', () => {
  it.each<[string, Value[], string]>([
    ['%s is %d', ['Ann', 30], 'Ann is 30'],
    ['%5d|%-5d|%05d', [42, 42, -42], '   42|42   |-0042'],
    ['%,d %+d %(d', [1234567, 5, -5], '1,234,567 +5 (5)'],
    ['%f %.2f %.0f', [1.5, 2.005, 2.5], '1.500000 2.01 3'],
    ['%,.2f', [1234567.891], '1,234,567.89'],
    ['%08.2f', [-2.34567], '-0002.35'],
    ['%e', [12345.678], '1.234568e+04'],
    ['%x %X %#x %o', [255, 255, 255, 8], 'ff FF 0xff 10'],
    ['%c%c', ['a', 66], 'aB'],
    ['%b %b %b', [true, null, 'x'], 'true false true'],
    ['100%%%n', [], '100%\n'],
    ['%2$s %1$s %<s %s', ['a', 'b'], 'b a a a'],
    ['%10.3s|%S', ['abcdef', 'abc'], '       abc|ABC'],
    ['%s', [null], 'null'],
    ['%d', [1.5], 'null'],
    ['%d', ['x'], 'null'],
    ['%s %s', ['only one'], 'null'],
    ['%q', ['x'], 'null'],
    ['%-d', [1], 'null'],
    ['50%', [], 'null'],
  ])('%j of %j', (pattern, args, expected) => {
    expect(call('java.lang.String', 'format(java.lang.String, [Ljava.lang.Object;)', pattern, ...args)).toBe(expected)
    expect(call('String', 'format(String, Object...)', pattern, ...args)).toBe(expected)
  })

  it('makes no text beyond the limit', () => {
    expect(() => call('String', 'format(String, Object...)', '%999999999d', 1)).toThrow(/longer than/)
    expect(() => call('String', 'format(String, Object...)', '%.999999999f', 1)).toThrow(/longer than/)
  })
})

describe('other classes', () => {
  it.each<[string, string, Value[], string]>([
    ['java.lang.String', 'valueOf(double)', [10], '10.0'],
    ['java.lang.String', 'valueOf(double)', [10_000_000], '1.0E7'],
    ['java.lang.String', 'valueOf(double)', [0.00012], '1.2E-4'],
    ['java.lang.String', 'valueOf(float)', [0.1], '0.1'],
    ['java.lang.String', 'valueOf(int)', [10.7], '10'],
    ['java.lang.String', 'valueOf(boolean)', [true], 'true'],
    ['java.lang.String', 'valueOf(char)', ['x'], 'x'],
    ['java.lang.String', 'valueOf(char)', ['xy'], 'null'],
    ['java.lang.String', 'valueOf(java.lang.Object)', [null], 'null'],
    ['java.lang.String', 'valueOf(java.lang.Object)', [fromJson({ '@': '2026-11-20' })], '2026-11-20'],
    ['java.lang.String', 'join(CharSequence, CharSequence...)', ['-', 'a', 'b', null], 'a-b-null'],
    ['java.lang.String', 'join(java.lang.CharSequence, java.lang.Iterable)', ['-', ['a', 'b']], 'a-b'],
    ['java.lang.String', 'join(CharSequence, Iterable)', ['-', [1]], 'null'],
    ['java.lang.Integer', 'parseInt(java.lang.String)', ['-42'], '-42'],
    ['java.lang.Integer', 'parseInt(String)', ['2147483648'], 'null'],
    ['java.lang.Integer', 'parseInt(String)', [' 1'], 'null'],
    ['java.lang.Integer', 'parseInt(String,int)', ['Kona', 27], '411787'],
    ['java.lang.Integer', 'parseInt(String,int)', ['Kona', 10], 'null'],
    ['java.lang.Integer', 'toHexString(int)', [-1], 'ffffffff'],
    ['java.lang.Integer', 'toString(int,int)', [255, 16], 'ff'],
    ['java.lang.Integer', 'sum(int,int)', [2147483647, 1], '-2147483648'],
    ['java.lang.Integer', 'compare(int,int)', [1, 2], '-1'],
    ['java.lang.Long', 'valueOf(String)', ['9223372036854775807'], '9223372036854775807'],
    ['java.lang.Long', 'toBinaryString(long)', [5], '101'],
    ['java.lang.Byte', 'parseByte(String)', ['128'], 'null'],
    ['java.lang.Short', 'compare(short,short)', [1, 5], '-4'],
    ['java.lang.Double', 'parseDouble(String)', [' 1.5e3d '], '1500'],
    ['java.lang.Double', 'valueOf(String)', ['abc'], 'null'],
    ['java.lang.Double', 'parseDouble(String)', ['NaN'], 'null'],
    ['java.lang.Double', 'toString(double)', [1], '1.0'],
    ['java.lang.Double', 'sum(double,double)', [0.1, 0.2], '0.30000000000000004'],
    ['java.lang.Float', 'parseFloat(String)', ['0.1'], '0.1'],
    ['java.lang.Boolean', 'parseBoolean(String)', ['TRUE'], 'true'],
    ['java.lang.Boolean', 'parseBoolean(String)', ['yes'], 'false'],
    ['java.lang.Boolean', 'parseBoolean(String)', [null], 'false'],
    ['java.lang.Boolean', 'compare(boolean,boolean)', [true, false], '1'],
    ['java.lang.Boolean', 'logicalXor(boolean,boolean)', [true, null], 'null'],
    ['java.lang.Character', 'isDigit(char)', ['7'], 'true'],
    ['java.lang.Character', 'isLetter(char)', ['深'], 'true'],
    ['java.lang.Character', 'isWhitespace(char)', ['\u00a0'], 'false'],
    ['java.lang.Character', 'toUpperCase(char)', ['ß'], 'ß'],
    ['java.lang.Character', 'toUpperCase(int)', [97], '65'],
    ['java.lang.Character', 'compare(char,char)', ['a', 'c'], '-2'],
    ['java.math.BigDecimal', 'valueOf(long,int)', [12345, 2], '123.45'],
    ['java.math.BigDecimal', 'valueOf(double)', [0.1], '0.1'],
    ['java.math.BigInteger', 'valueOf(long)', [7.9], '7'],
  ])('%s.%s of %j is %s', (className, signature, args, expected) => {
    expect(call(className, signature, ...args)).toBe(expected)
  })

  it('are those of the table alone', () => {
    for (const name of ['java.lang.System', 'java.math.Math', 'java.util.Objects', 'constructor', '__proto__'])
      expect(javaMethods(name), name).toBeUndefined()
  })
})
