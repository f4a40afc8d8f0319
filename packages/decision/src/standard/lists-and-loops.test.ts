import { describe, expect, it } from 'vitest'
import { cases, said } from '../builtins/testing-expressions.ts'

/** Lists, paths, filters, loops and functions: what DMN 1.5 says of them. */
const table = {
  'filters (table 68)': `
    [1,2,3][item > 1] => [2,3]
    [1,2,3][2] => 2
    null[item > 1] => null
    null[-1] => null
    5[1] => 5
    5[0] => null
    5[item > 3] => [5]
    5[-1] => 5
    true[true] => [true]
    true[false] => []
    [1,2,3][false] => []
    [1,2,3][null] => []
    [1,2,3]["a"] => null
    [{a:1},{a:2}][a>1] => [{a:2}]
    [{a:1},{a:2}][item.a>1] => [{a:2}]
    [{a:1},{a:2}].a => [1,2]
    [{a:1},{b:2}].a => [1,null]
    [{a:1},{a:2}][1].a => 1
    [{x:1, y:2},{x:2, y:3}][x=1][1].y => 2
    [{x:1,y:2},{x:null,y:3}][x < 2] => [{x:1,y:2}]
    [{x:1,y:2},{y:3}][x = 1] => [{x:1,y:2}]
    [{item:1},{item:2},{item:3}][item >= 2] => [{item:2},{item:3}]
    {l:[1,2,3], r: l[item > 1]}.r => [2,3]
    [[1,2],[3]][1] => [1,2]
    [[1,2],[3]][item[1] = 3] => [[3]]
    [1,2,3,4][even(item)] => [2,4]
    [1,2,3,4][1.5] => null
    "abc"[1] => "abc"
    (for i in 1..4 return i)[item > 2] => [3,4]
  `,
  'append, concatenate, flatten': `
    append([1,2],3,4) => [1,2,3,4]
    append([1],[2,3]) => [1,[2,3]]
    append([],1) => [1]
    append(1,2) => [1,2]
    append(null,null) => null
    append([1]) => [1]
    append() => null
    append(list:[1], item: 2) => [1,2]
    append([],[]) => [[]]
    flatten([]) => []
    flatten() => null
    flatten([1],[2]) => null
    flatten(list: [[1]]) => [1]
    flatten([null,[null]]) => [null,null]
    concatenate([1],[2],[3,[4]]) => [1,2,3,[4]]
    concatenate([1]) => [1]
    concatenate(1,2) => [1,2]
    concatenate(null) => null
    concatenate([],[]) => []
  `,
  'list replace, invocations by position and by name (clause 10.3.2.13.5)': String.raw`
    substring(start position: 2, string: "abc") => "bc"
    substring(string: "abc", start position: 2, length: 1) => "b"
    substring(foo: "abc", start position: 2) => null
    substring(string: "abc") => null
    substring("abc", 2, 1, 1) => null
    substring(string: "abc", start position: 2, foo: 1) => null
    date(from: "2020-01-01") => @"2020-01-01"
    date(day: 1, month: 2, year: 2020) => @"2020-02-01"
    date(year: 2020, month: 2) => null
    date and time(date: @"2020-01-01", time: @"10:00:00") => @"2020-01-01T10:00:00"
    date and time(from: "2020-01-01T10:00:00") => @"2020-01-01T10:00:00"
    time(from: "10:00:00") => @"10:00:00"
    time(hour: 10, minute: 0, second: 0, offset: @"PT1H") => @"10:00:00+01:00"
    duration(from: "P1D") => @"P1D"
    string(from: 1) => "1"
    not(negand: true) => false
    not() => null
    not(true, false) => null
    contains(string: "abc", match: "b") => true
    starts with(string: "abc", match: "a") => true
    ends with(string: "abc", match: "c") => true
    list contains(list: [1], element: 1) => true
    count(list: [1]) => 1
    count() => null
    min(list: [1,2]) => 1
    min(1,2) => 1
    max("a","b") => "b"
    sum(list: [1,2]) => 3
    mean(list: [1,3]) => 2
    all(list: [true]) => true
    all(true, false) => false
    any(list: [false]) => false
    sublist(list: [1,2,3], start position: 2) => [2,3]
    sublist([1,2,3], 2, 1) => [2]
    insert before(list: [1], position: 1, newItem: 0) => [0,1]
    remove(list: [1,2], position: 1) => [2]
    reverse(list: [1,2]) => [2,1]
    index of(list: [1,2,1], match: 1) => [1,3]
    distinct values(list: [1,1]) => [1]
    flatten(list: [[1]]) => [1]
    concatenate([1],[2]) => [1,2]
    decimal(n: 1.234, scale: 1) => 1.2
    ceiling(n: 1.2) => 2
    abs(n: -1) => 1
    modulo(dividend: 5, divisor: 3) => 2
    exp(number: 0) => 1
    string join(["a",null,"b"], "-") => "a-b"
    string join([], "-") => ""
    string join(["a",1], "-") => null
    string join(list: ["a","b"], delimiter: "-") => "a-b"
    string join("a", "-") => "a"
    string join(["a","b"], null) => "ab"
    string length(string: "abc") => 3
    split(string: "a;b", delimiter: ";") => ["a","b"]
    split("a b", "\\s") => ["a","b"]
    is(value1: 1, value2: 1) => true
    is(@"10:00:00Z", @"10:00:00+00:00") => true
    is(@"10:00:00Z", @"10:00:00@Etc/UTC") => false
    is(@"2020-01-01", @"2020-01-01T00:00:00") => false
    years and months duration(from: @"2020-01-01", to: @"2021-01-01") => @"P1Y"
    get entries({a:1}) => [{key:"a", value:1}]
    get entries(m: {a:1}) => [{key:"a", value:1}]
    context([{key:"a", value:1}]) => {a:1}
    context put({a:1}, "b", 2) => {a:1,b:2}
    context merge([{a:1},{b:2}]) => {a:1,b:2}
    day of week(date: @"2020-01-01") => "Wednesday"
    month of year(@"2020-01-01") => "January"
    week of year(@"2020-01-01") => 1
    week of year(@"2005-01-01") => 53
    list replace([1,2,3], 2, 9) => [1,9,3]
    list replace([1,2,3], -1, 9) => [1,2,9]
    list replace([1,2,3], function(item, newItem) item > 1, 0) => [1,0,0]
    list replace(list: [1,2,3], match: function(item, newItem) item < newItem, newItem: 2) => [2,2,3]
    list replace(list: [1,2,3], position: 1, newItem: 2) => [2,2,3]
    list replace([1,2,3], 0, 9) => null
    list replace([1,2,3], 4, 9) => null
    list replace([1,2,3], function(item) item > 1, 0) => null
    list replace([1,2,3], function(item, newItem) "x", 0) => null
    list replace([1,2,3], function(item, newItem) null, 0) => null
    list replace(null, 1, 1) => null
    list replace([1], null, 1) => null
    list replace([1], 1, null) => [null]
    list replace(1, 1, 2) => [2]
    list replace([1,2], 1) => null
    list replace([1,2], "a", 1) => null
    list replace([], function(item, newItem) true, 1) => []
  `,
  'functions of a user': `
    (function(a: number) a + 1)("x") => null
    (function(a: number) a + 1)(1,2) => null
    (function(a: number) a + 1)() => null
    (function(a: number) a + 1)(b: 1) => null
    (function(a: number, b: string) b)([1],["x"]) => "x"
    {f: function(n: number) if n <= 1 then 1 else n * f(n - 1), r: f(5)}.r => 120
    {f: function(a) function(b) a + b, r: f(1)(2)}.r => 3
    {a: 1, f: function() a, g: {a: 2, r: f()}}.g.r => 1
    {f: function(x) x, r: f(x: null)}.r => null
    {my fun: function(my arg) my arg * 2, r: my fun(my arg: 2)}.r => 4
    (function(x: list<number>) count(x))(5) => 1
    (function(x: date and time) x)(date("2020-01-01")) = date and time("2020-01-01T00:00:00Z") => true
    (function() 5)() => 5
    sort([3,1,2], function(x,y) x < y) => [1,2,3]
    sort(list: [3,1,2], precedes: function(x,y) x > y) => [3,2,1]
    sort([{a:3},{a:1}], function(x,y) x.a < y.a) => [{a:1},{a:3}]
    sort([3,1,2], function(x) x) => null
    sort(5, function(x,y) x<y) => [5]
    sort(null, function(x,y) x<y) => null
  `,
  'functions that call themselves': `
    {f: function(n: number) if n <= 1 then 1 else n * f(n - 1), r: f(5)}.r => 120
    {my fac: function(n: number) if n <= 1 then 1 else n * my fac(n - 1), r: my fac(5)}.r => 120
    {count: function(n: list) count(n), r: count([1,2])}.r => 2
    {f: function(n) 1, g: {f: function(n) f(n) + 1, r: f(1)}, r: g.r}.r => 2
    {fib: function(n) if n < 2 then n else fib(n-1) + fib(n-2), r: for i in 1..6 return fib(i)}.r => [1,1,2,3,5,8]
  `,
  if: `
    if 1 then 2 else 3 => 3
    if null then 2 else 3 => 3
    if "true" then 2 else 3 => 3
    if [true] then 2 else 3 => 3
    if 1 = 1 then if 2 = 3 then 1 else 2 else 3 => 2
    (if 1 < 2 then 2 else 3) + 1 => 3
  `,
  'for, some, every (clause 10.3.2.14)': `
    for i in 3..1 return i => [3,2,1]
    for i in (1..3) return i => [2]
    for i in [3..1] return i => null
    for i in -1..1 return i => [-1,0,1]
    for i in [1,2], j in [3,4] return i*j => [3,4,6,8]
    for i in [1,2], j in [i,i+1] return j => [1,2,2,3]
    for i in [1,2], j in 1..2 return count(partial) => [0,1,2,3]
    for i in "ab" return i => ["ab"]
    for i in {a:1} return i.a => [1]
    for i in [1,2], j in [] return i => []
    for i in [1,2] return for j in [1,2] return i+j => [[2,3],[3,4]]
    for i in @"2020-01-30"..@"2020-02-01" return i => [@"2020-01-30",@"2020-01-31",@"2020-02-01"]
    for i in @"2020-02-01"..@"2020-01-30" return i => [@"2020-02-01",@"2020-01-31",@"2020-01-30"]
    for i in [@"2020-01-30"..@"2020-02-01"] return i => [@"2020-01-30",@"2020-01-31",@"2020-02-01"]
    for i in 1.."c" return i => null
    for i in null..3 return i => null
    for i in 1..null return i => null
    for i in @"2020-01-30T00:00:00"..@"2020-02-01T00:00:00" return i => null
    for i in 1..2+1 return i => [1,2,3]
    for item in [1,2] return item + 1 => [2,3]
    for my x in [1,2] return my x => [1,2]
    some i in [1,2] satisfies i > 1 => true
    every i in [1,2], j in [0,i] satisfies i > j => false
    some i in null satisfies i > 1 => null
    every i in [] satisfies false => true
    some i in [] satisfies true => false
    some i in 1..3 satisfies i = 2 => true
    every i in [1,null] satisfies i > 0 => null
    some i in [1,null] satisfies i > 5 => null
    some i in [1,2] satisfies "x" => null
    every i in [1,2] satisfies 1 => null
    some i in 5 satisfies i = 5 => true
  `,
  'contexts and paths into them': `
    {a: {b: {c: 1}}}.a.b.c => 1
    {a: {b: 1}, c: a.b + 1}.c => 2
    {a: 1, b: {a: 2, c: a}}.b.c => 2
    {a b: 1}.a b => 1
    {a+b: 1, c: a+b}.c => 1
    {"a+b": 1, c: a+b}.c => 1
    {}.a => null
    null.a => null
    "x".a => null
    {a: null}.a.b => null
    [].a => []
    [null].a => [null]
    [[{a:1}]].a => [null]
    [{a:[{b:1},{b:2}]},{a:[{b:3}]}].a.b => [null, null]
    [{a:{b:1}}].a.b => [1]
    {a:[1,2]}.a[1] => 1
    {a: 1}[a = 1] => [{a:1}]
    {a: 1}[1] => {a:1}
  `,
  'get value': `
    get value({a: 1}, "a") => 1
    get value({a: 1}, "b") => null
    get value({a: {b: 1}}, ["a","b"]) => 1
    get value({a: {b: 1}}, []) => null
    get value({a: {b: 1}}, ["a","c"]) => null
    get value({a: {b: 1}}, ["a",null]) => null
    get value([], "a") => null
    get value({a: {b: 1}}, "a").b => 1
    get value(m: {a: 1}, key: "a") => 1
    get value(context: {a: 1}, keys: ["a"]) => null
    get value({a:1}, 1) => null
    get value("x", "a") => null
    get value() => null
    get value({a:1}) => null
    get value({"a b": 1}, "a b") => 1
  `,
}

describe.each(Object.entries(table))('%s', (_topic, lines) => {
  it.each(cases(lines))('%s is %s', (source, wanted) => expect(said(source)).toBe(said(wanted)))
})
