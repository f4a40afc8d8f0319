const math = `double acos asin atan cbrt ceil cos cosh exp expm1 floor log log10 log1p rint signum sin sinh sqrt tan tanh toDegrees toRadians(double)
double atan2 hypot pow(double,double)
long round(double)
int round(float)
N abs(N)
N max min(N,N)
I addExact subtractExact multiplyExact floorDiv floorMod(I,I)
I negateExact incrementExact decrementExact(I)
long multiplyExact floorDiv(long,int)
int floorMod(long,int)
int toIntExact(long)`

const ofNumber = (type: string, parse: string) => `${type} ${parse} valueOf(String)
${type} valueOf(${type})
String toString(${type})
int compare(${type},${type})`

const ofWhole = (type: string, parse: string) => `${ofNumber(type, parse)}
${type} ${parse} valueOf(String,int)`

const ofInteger = (type: string, parse: string) => `${ofWhole(type, parse)}
String toString(${type},int)
${type} max min sum(${type},${type})
int signum(${type})
String toHexString toOctalString toBinaryString(${type})`

const ofReal = (type: string, parse: string) => `${ofNumber(type, parse)}
${type} max min sum(${type},${type})
boolean isNaN isInfinite isFinite(${type})`

/**
 * What of Java's library is known, by class: a result, names and parameters in each line. N is each of int, long, float and double,
 * I int and long, C char and int, V whatever has a text.
 */
export const declared: Readonly<Record<string, string>> = {
  'java.lang.Math': math,
  'java.lang.StrictMath': math,
  'java.lang.String': `String valueOf(V)
String format(String,Object[])
String join(CharSequence,CharSequence[])
String join(CharSequence,Iterable)`,
  'java.lang.Integer': ofInteger('int', 'parseInt'),
  'java.lang.Long': ofInteger('long', 'parseLong'),
  'java.lang.Short': ofWhole('short', 'parseShort'),
  'java.lang.Byte': ofWhole('byte', 'parseByte'),
  'java.lang.Double': ofReal('double', 'parseDouble'),
  'java.lang.Float': ofReal('float', 'parseFloat'),
  'java.lang.Boolean': `${ofNumber('boolean', 'parseBoolean')}
boolean logicalAnd logicalOr logicalXor(boolean,boolean)`,
  'java.lang.Character': `boolean isDigit isLetter isLetterOrDigit isUpperCase isLowerCase isWhitespace isSpaceChar(C)
boolean isAlphabetic(int)
C toUpperCase toLowerCase(C)
String toString(char)
char valueOf(char)
int compare(char,char)`,
  'java.math.BigDecimal': `BigDecimal valueOf(long)
BigDecimal valueOf(long,int)
BigDecimal valueOf(double)`,
  'java.math.BigInteger': 'BigInteger valueOf(long)',
}

export const letters: Readonly<Record<string, readonly string[]>> = {
  N: ['int', 'long', 'float', 'double'],
  I: ['int', 'long'],
  C: ['char', 'int'],
  V: ['boolean', 'char', 'int', 'long', 'float', 'double', 'Object'],
}
