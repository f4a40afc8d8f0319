import { describe, expect, it } from 'vitest'
import { cases, said } from './testing-expressions.ts'

describe('functions of contexts, and of any value', () => {
  it.each(
    cases(`
      get value({key1: "value1"}, "key1") => "value1"
      get value({key1: "value1"}, "unexistent-key") => null
      get value(key: "a", m: {a: 1}) => 1
      get value(null, "a") => null
      get value({a: 1}, null) => null
      get value({a: {b: 3}}, ["a", "b"]) => 3
      get value({a: 1}, ["a", "b"]) => null
      get value({}, "toString") => null
      get entries({key1: "value1"}) => [{key: "key1", value: "value1"}]
      get entries({})  => []
      get entries([]) => null
      get entries({key1: "value1"})[key = "key1"].value => ["value1"]
      context([{key: "a", value: 1}, {key: "b", value: 2}]) => {a: 1, b: 2}
      context([{key: "a", value: 1}, {key: "b", value: 2, something: "else"}]) => {a: 1, b: 2}
      context([{key: "a", value: 1}, {key: "b"}]) => null
      context([{key: "a", value: 1}, {key: "a", value: 1}]) => null
      context({key: "a", value: null}) => {a: null}
      get entries(context({key: "__proto__", value: 1})) => [{key: "__proto__", value: 1}]
      context put({x: 1}, "y", 2) => {x: 1, y: 2}
      context put({x: 1, y: 0}, "y", 2) => {x: 1, y: 2}
      context put({x: 1, y: {a: 0}}, ["y", "a"], 2) => {x: 1, y: {a: 2}}
      context put({x: 1}, ["y", "a"], 2) => null
      context put({x: 1, y: {a: 0}}, [], 2) => null
      context put({x: 1}, "x", null) => {x: null}
      context merge([{x: 1}, {y: 2}]) => {x: 1, y: 2}
      context merge([{x: 1, y: 0}, {y: 2}]) => {x: 1, y: 2}
      context merge([]) => {}
      context merge([{x: 1}, 2]) => null
      not(true) => false
      not(false) => true
      not(null) => null
      not("true") => null
      is(@"2012-12-25", @"23:00:50") => false
      is(@"2012-12-25", @"2012-12-25") => true
      is(time("23:00:50z"), time("23:00:50")) => false
      is(time("23:00:50z"), time("23:00:50+00:00")) => true
      is(1, 1.0) => true
      is(1, "1") => false
      is(null, null) => true
      is([1, {a: 2}], [1, {a: 2}]) => true
      is([1], [1, 2]) => false
      is(1) => null
    `),
  )('%s is %s', (source, expected) => {
    expect(said(source)).toBe(said(expected))
  })
})
