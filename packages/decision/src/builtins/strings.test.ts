import { describe, expect, it } from 'vitest'
import { cases, evaluated, said } from './testing-expressions.ts'

describe('functions of strings', () => {
  it.each(
    cases(String.raw`
      substring("foobar", 3) => "obar"
      substring("foobar", 3, 3) => "oba"
      substring("foobar", -2, 1) => "a"
      substring("\U01F40Eab", 2) => "ab"
      substring("foobar", 3, 3.8) => "oba"
      substring("foobar", 0) => null
      substring("foobar", 7) => null
      substring("foobar", 2, 0) => null
      substring("foobar", "2") => null
      substring(start position: 2, string: "foobar") => "oobar"
      substring(["foobar"], 3) => "obar"
      string length("foo") => 3
      string length("\U01F40Eab") => 3
      string length(1) => null
      upper case("aBc4") => "ABC4"
      upper case("straße") => "STRASSE"
      lower case("aBc4") => "abc4"
      substring before("foobar", "bar") => "foo"
      substring before("foobar", "xyz") => ""
      substring before("foobar", "") => ""
      substring after("foobar", "ob") => "ar"
      substring after("", "a") => ""
      substring after("abc", "") => "abc"
      contains("foobar", "of") => false
      contains("foobar", "ob") => true
      contains("foobar", null) => null
      starts with("foobar", "fo") => true
      ends with("foobar", "r") => true
      ends with("foobar", "") => true
      string join(["a", "b", "c"], "_and_") => "a_and_b_and_c"
      string join(["a", "b", "c"], "") => "abc"
      string join(["a", "b", "c"], null) => "abc"
      string join(["a"], "X") => "a"
      string join(["a", null, "c"], "X") => "aXc"
      string join([], "X") => ""
      string join(["a", "b"]) => "ab"
      string join("a", "X") => "a"
      string join(["a", 1], "X") => null
      string join(null, "X") => null
      string join(["a"], 1) => null
    `),
  )('%s is %s', (source, expected) => {
    expect(said(source)).toBe(said(expected))
  })

  it('refuses to make a text beyond the limit', () => {
    expect(() =>
      evaluated('string join(for i in 1..2000 return "0123456789", string join(for j in 1..600 return "x"))'),
    ).toThrow(/1000000/)
  })
})

describe('patterns', () => {
  it.each(
    cases(String.raw`
      matches("foobar", "^fo*b") => true
      matches("foobar", "^Fo*bar", "i") => true
      matches("foobar", "FO", null) => false
      matches("foobar", "fo", "") => true
      matches("foobar", "fo", "p") => null
      matches("abracadabra", "bra") => true
      matches("abracadabra", "^a.*a$") => true
      matches("abracadabra", "^bra") => false
      matches("a\nb", "^a.b$") => false
      matches("a\nb", "^a.b$", "s") => true
      matches("a\nb", "^b$") => false
      matches("a\nb", "^b$", "m") => true
      matches("a+b", "a+b", "q") => true
      matches("aab", "a+b", "q") => false
      matches("helloworld", "hello[ ]world", "x") => false
      matches("helloworld", "hello world", "x") => true
      matches("hello world", "\p{ I s B a s i c L a t i n }+", "x") => true
      matches("hello world", "hello\ sworld", "x") => true
      matches("x", "[A-Z-[OI]]", "i") => true
      matches("o", "[A-Z-[OI]]", "i") => false
      matches("q", "[^Q]", "i") => false
      matches("\u212A", "k", "i") => true
      matches("m", "\p{Lu}", "i") => false
      matches("e", "^[a-z-[aeiou]]$") => false
      matches("z", "^[a-z-[aeiou]]$") => true
      matches("b", "^[^a-c-[x]]$") => false
      matches("x", "^[^a-c-[x]]$") => false
      matches("y", "^[^a-c-[x]]$") => true
      matches("_a-b", "^\i\c*$") => true
      matches("-ab", "^\i\c*$") => false
      matches("Ж", "^\p{IsCyrillic}$") => true
      matches("Ж", "^\P{IsCyrillic}$") => false
      matches("中", "^\p{IsCJKUnifiedIdeographs}$") => true
      matches("α", "^\p{IsGreek}$") => true
      matches("a", "\p{IsNowhere}") => null
      matches("a", "\p{Xx}") => null
      matches("٣", "^\d$") => true
      matches("a_b", "^\w+$") => false
      matches("abab", "^(ab)\1$") => true
      matches("abAB", "^(ab)\1$") => false
      matches("abAB", "^(ab)\1$", "i") => true
      matches("abc", "(a)\2") => null
      matches("abc", "(a\1)") => null
      matches("a1", "^(a)\11$") => false
      matches("aa1", "^(a)\11$") => true
      matches("-", "^[a-c-e]$") => true
      matches("d", "^[a-c-e]$") => false
      matches("a.b-c", "^[\w-.]+$") => true
      matches("abc", "[a--]") => null
      matches("abc", "[c-a]") => null
      matches("abc", "[]") => null
      matches("-", "^[a-]$") => true
      matches("abc", "a{2,1}") => null
      matches("abc", "a**") => null
      matches("abc", "(a") => null
      matches("abc", "a)") => null
      matches("abc", "a{") => null
      matches("abc", "\z") => null
      matches("abc", "(?=a)") => null
      matches("abab", "^(?:ab){2}$") => true
      matches("\U01F40E", "^.$") => true
      matches(1, "1") => null
      matches("a", null) => null
      replace("abcd", "(ab)|(a)", "[1=$1][2=$2]") => "[1=ab][2=]cd"
      replace("abracadabra", "bra", "*") => "a*cada*"
      replace("abracadabra", "a.*a", "*") => "*"
      replace("abracadabra", "a.*?a", "*") => "*c*bra"
      replace("abracadabra", "a", "") => "brcdbr"
      replace("abracadabra", "a(.)", "a$1$1") => "abbraccaddabbra"
      replace("abracadabra", ".*?", "$1") => null
      replace("AAAA", "A+", "b") => "b"
      replace("AAAA", "A+?", "b") => "bbbb"
      replace("darted", "^(.*?)d(.*)$", "$1c$2") => "carted"
      replace("abc", "b", "[$0]") => "a[b]c"
      replace("abc", "b", "$") => null
      replace("abc", "b", "\$") => "a$c"
      replace("abc", "(b)", "$12") => "ab2c"
      replace("abc", "b", "$1") => "ac"
      replace("a.b.c", ".", "$1", "q") => "a$1b$1c"
      replace("ABC", "b", "x", "i") => "AxC"
      replace("\U01F40Eab", "a", "o") => "\U01F40Eob"
      replace("abc", "[", "x") => null
      split("John Doe", "\s") => ["John", "Doe"]
      split("a;b;c;;", ";") => ["a", "b", "c", "", ""]
      split("a1b22c", "([0-9])+") => ["a", "b", "c"]
      split("", ";") => [""]
      split("abc", "[") => null
      split("abc", "") => null
    `),
  )('%s is %s', (source, expected) => {
    expect(said(source)).toBe(said(expected))
  })
})
