-- base/registers: what a value of each item type is, in the form in which it is kept. Twins of packages/city/src/values (their
-- agreement is tested with generated values); used to count stored values that break their type, and for masks.
-- Plain SQL, so that the planner may put a body in place of its call. `case` and nothing else fixes what is asked first.
create schema values;

-- Texts and numbers ---------------------------------------------------------------------------------------------------

-- White space of ECMAScript: PostgreSQL's own classes depend on the locale of the database.
create function values.is_trimmed(value text) returns boolean language sql immutable parallel safe
return value = btrim(value, U&'\0009\000a\000b\000c\000d\0020\00a0\1680\2000\2001\2002\2003\2004\2005\2006\2007\2008\2009\200a\2028\2029\202f\205f\3000\feff');

create function values.is_text(value text, most integer) returns boolean language sql immutable parallel safe
return value <> '' and values.is_trimmed(value) and strpos(value, U&'\fffd') = 0 and (most is null or char_length(value) <= most);

create function values.is_integer(value text) returns boolean language sql immutable parallel safe
return value collate "C" ~ '^(0|-?[1-9][0-9]{0,17})$';

create function values.is_decimal(value text) returns boolean language sql immutable parallel safe
return value collate "C" ~ '^-?(0|[1-9][0-9]{0,59})(\.[0-9]{1,60})?$' and value collate "C" !~ '^-[0.]*$';

create function values.is_boolean(value text) returns boolean language sql immutable parallel safe
return value in ('true', 'false');

-- Days ----------------------------------------------------------------------------------------------------------------

create function values.is_day(year integer, month integer, day integer) returns boolean language sql immutable parallel safe
return year between 1 and 9999 and month between 1 and 12 and day between 1 and
  case
    when month in (4, 6, 9, 11) then 30
    when month <> 2 then 31
    when year % 4 = 0 and (year % 100 <> 0 or year % 400 = 0) then 29
    else 28
  end;

create function values.is_date(value text) returns boolean language sql immutable parallel safe
return case
  when value collate "C" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
  then values.is_day(substr(value, 1, 4)::integer, substr(value, 6, 2)::integer, substr(value, 9, 2)::integer)
  else false
end;

create function values.is_datetime(value text) returns boolean language sql immutable parallel safe
return case
  when value collate "C" ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]{1,6})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])$'
  then values.is_date(left(value, 10))
  else false
end;

-- Identifiers ---------------------------------------------------------------------------------------------------------

-- GB 11643-1999; of 17 digits.
create function values.citizen_id_check(first17 text) returns text language sql immutable parallel safe
return substr('10X98765432', 1 + (
    substr(first17, 1, 1)::integer * 7 + substr(first17, 2, 1)::integer * 9 + substr(first17, 3, 1)::integer * 10
  + substr(first17, 4, 1)::integer * 5 + substr(first17, 5, 1)::integer * 8 + substr(first17, 6, 1)::integer * 4
  + substr(first17, 7, 1)::integer * 2 + substr(first17, 8, 1)::integer + substr(first17, 9, 1)::integer * 6
  + substr(first17, 10, 1)::integer * 3 + substr(first17, 11, 1)::integer * 7 + substr(first17, 12, 1)::integer * 9
  + substr(first17, 13, 1)::integer * 10 + substr(first17, 14, 1)::integer * 5 + substr(first17, 15, 1)::integer * 8
  + substr(first17, 16, 1)::integer * 4 + substr(first17, 17, 1)::integer * 2) % 11, 1);

create function values.is_citizen_id(value text) returns boolean language sql immutable parallel safe
return case
  when value collate "C" !~ '^[1-9][0-9]{16}[0-9X]$' then false
  when substr(value, 7, 4)::integer < 1800 then false
  when not values.is_day(substr(value, 7, 4)::integer, substr(value, 11, 2)::integer, substr(value, 13, 2)::integer) then false
  else values.citizen_id_check(value) = substr(value, 18, 1)
end;

create function values.is_travel_permit(value text) returns boolean language sql immutable parallel safe
return case
  when value collate "C" ~ '^8[123]0000' and char_length(value) = 18 then values.is_citizen_id(value)
  when value collate "C" ~ '^9[0-9]{16}[0-9X]$'
    then values.is_day(substr(value, 7, 4)::integer, substr(value, 11, 2)::integer, substr(value, 13, 2)::integer)
  else value collate "C" ~ '^([HM][0-9]{8}([0-9]{2})?|[HM][A-Z][0-9]{7}|[0-9]{8}|[0-9]{10}[A-Z]?|[A-Z]{3}[0-9]{12})$'
end;

-- GB 32100-2015; of 17 characters of its alphabet. strpos counts from 1: the sum of the weights is taken off again.
create function values.uscc_check(first17 text) returns text language sql immutable parallel safe
return substr('0123456789ABCDEFGHJKLMNPQRTUWXY', 1 + (31 - (
    strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 1, 1))
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 2, 1)) * 3
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 3, 1)) * 9
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 4, 1)) * 27
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 5, 1)) * 19
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 6, 1)) * 26
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 7, 1)) * 16
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 8, 1)) * 17
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 9, 1)) * 20
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 10, 1)) * 29
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 11, 1)) * 25
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 12, 1)) * 13
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 13, 1)) * 8
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 14, 1)) * 24
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 15, 1)) * 10
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 16, 1)) * 30
  + strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', substr(first17, 17, 1)) * 28
  - 305) % 31) % 31, 1);

-- `unverified` codes have been issued: they are kept, marked and looked up.
create function values.uscc_verdict(value text) returns text language sql immutable parallel safe
return case
  when value collate "C" !~ '^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$' then 'malformed'
  when values.uscc_check(value) = substr(value, 18, 1) then 'valid'
  when value is not null then 'unverified'
end;

create function values.is_uscc(value text) returns boolean language sql immutable parallel safe
return value collate "C" ~ '^[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}$';

create function values.is_phone(value text) returns boolean language sql immutable parallel safe
return value collate "C" ~ '^(1[3-9][0-9]{9}|((010|02[0-9])-[2-9][0-9]{7}|0[3-9][0-9]{2}-[2-9][0-9]{6,7})(-[0-9]{1,6})?)$';

-- GA 36-2018.
create function values.is_plate(value text) returns boolean language sql immutable parallel safe
return value collate "C" ~ ('^([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z]'
  || '([A-HJ-NP-Z0-9]{4}[A-HJ-NP-Z0-9挂学警试超领]|[A-HJK][A-HJ-NP-Z0-9][0-9]{4}|[0-9]{5}[A-HJK])'
  || '|粤Z[A-HJ-NP-Z0-9]{4}[港澳]|[0-9]{6}使|使[0-9]{6})$');

-- GB/T 28181 rule A.
create function values.is_camera_id(value text) returns boolean language sql immutable parallel safe
return value collate "C" ~ '^[0-9]{10}13[12][0-8][0-9]{6}$';

-- ISO/IEC 7064 MOD 37,36 over digits and capital letters.
create function values.mod_37_36(characters text) returns text language plpgsql immutable strict parallel safe as $$
declare
  alphabet constant text := '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
  p integer := 36;
begin
  for place in 1 .. char_length(characters) loop
    p := (p + strpos(alphabet, substr(characters, place, 1)) - 1) % 36;
    p := (2 * case p when 0 then 36 else p end) % 37;
  end loop;
  return substr(alphabet, 1 + (37 - p) % 36, 1);
end
$$;

-- GB/T 36904-2018.
create function values.is_licence_id(value text) returns boolean language sql immutable parallel safe
return case
  when value collate "C" !~ ('^1\.2\.156\.3005\.2\.[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}[0-9A-Z]{3}'
    || '\.[0-9A-HJ-NP-RTUWXY]{2}[0-9]{6}[0-9A-HJ-NP-RTUWXY]{10}\.[0-9A-Z]{1,64}\.[0-9]{3}\.[0-9A-Z]$') then false
  -- Behind the root; without the dots; without the check character.
  else values.mod_37_36(left(replace(substr(value, 16), '.', ''), -1)) = right(value, 1)
end;

-- Places --------------------------------------------------------------------------------------------------------------

create function values.is_address(value text) returns boolean language sql immutable parallel safe
return char_length(value) between 2 and 200 and values.is_trimmed(value)
  and value collate "C" !~ U&'[\0001-\001f\007f-\009f\fffd\ff01-\ff5e\3000]';

create function values.is_point(lng double precision, lat double precision) returns boolean language sql immutable parallel safe
return lng between -180 and 180 and lat between -90 and 90;

create function values.is_position(place jsonb) returns boolean language sql immutable parallel safe
return case
  when jsonb_typeof(place) <> 'array' then false
  when jsonb_array_length(place) <> 2 then false
  when jsonb_typeof(place -> 0) <> 'number' or jsonb_typeof(place -> 1) <> 'number' then false
  else (place ->> 0)::numeric between -180 and 180 and (place ->> 1)::numeric between -90 and 90
end;

create function values.is_path(path jsonb, fewest integer) returns boolean language sql immutable parallel safe
return case
  when jsonb_typeof(path) <> 'array' then false
  when jsonb_array_length(path) < fewest then false
  else (select bool_and(values.is_position(place)) from jsonb_array_elements(path) as place)
end;

create function values.is_ring(ring jsonb) returns boolean language sql immutable parallel safe
return case when values.is_path(ring, 4) then ring -> 0 = ring -> -1 else false end;

create function values.is_line(shape jsonb) returns boolean language sql immutable parallel safe
return case
  when shape ->> 'type' = 'LineString' then coalesce(values.is_path(shape -> 'coordinates', 2), false)
  when shape ->> 'type' <> 'MultiLineString' or jsonb_typeof(shape -> 'coordinates') <> 'array' then false
  else coalesce((select bool_and(values.is_path(line, 2)) from jsonb_array_elements(shape -> 'coordinates') as line), false)
end;

create function values.is_rings(rings jsonb) returns boolean language sql immutable parallel safe
return case
  when jsonb_typeof(rings) <> 'array' then false
  else coalesce((select bool_and(values.is_ring(ring)) from jsonb_array_elements(rings) as ring), false)
end;

create function values.is_polygon(shape jsonb) returns boolean language sql immutable parallel safe
return case
  when shape ->> 'type' = 'Polygon' then coalesce(values.is_rings(shape -> 'coordinates'), false)
  when shape ->> 'type' <> 'MultiPolygon' or jsonb_typeof(shape -> 'coordinates') <> 'array' then false
  else coalesce((select bool_and(values.is_rings(part)) from jsonb_array_elements(shape -> 'coordinates') as part), false)
end;

-- Documents -----------------------------------------------------------------------------------------------------------

-- Nested no deeper than 64 levels. How long the text was before it became jsonb cannot be told any more.
create function values.is_json(document jsonb) returns boolean language sql immutable parallel safe
return not jsonb_path_exists(document, 'strict $.**{64 to last} ? (@.type() == "array" || @.type() == "object")');

create function values.is_file(value text) returns boolean language sql immutable parallel safe
return case
  when value = '' or char_length(value) > 1024 or not values.is_trimmed(value) then false
  when value collate "C" ~ '(^|/)\.{1,2}([/?#]|$)' or value collate "C" ~* '%(2e|2f|5c)' or left(value, 1) = '/' then false
  when value collate "C" ~ U&'[\0001-\001f\007f-\009f\fffd\00a0\1680\2000-\200a\2028\2029\202f\205f\3000\feff"<>|\005c\005c]' then false
  when left(value, 8) = 'https://'
    then strpos(value, ' ') = 0 and value collate "C" ~ '^https://[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?(:[0-9]{1,5})?([/?#].*)?$'
  else value collate "C" !~ '[*:?]' and right(value, 1) <> '/' and strpos(value, '//') = 0
end;

-- Masks ---------------------------------------------------------------------------------------------------------------

-- The beginning of an address that names areas only: province, city, district, street, community, each if it is there.
create function values.address_area(address text) returns text language plpgsql immutable strict parallel safe as $$
declare
  never constant text := U&'\0001-\00ff路号弄栋幢座室房，。；：（）、';
  rest text := address;
  part text;
  pattern text;
begin
  foreach pattern in array array[
    '^[^' || never || '省市区县镇乡]{2,8}(?:省|自治区|特别行政区)',
    '^[^' || never || '省市区县镇乡]{1,8}(?:市|自治州|地区|盟)',
    '^[^' || never || '省市区县旗镇小园苑厦村坊社]{1,8}(?:区|县|市|旗)',
    '^[^' || never || '省市区县]{1,8}(?:街道办事处|街道|镇|乡)',
    '^[^' || never || '省市区县街道巷]{1,10}(?:社区居委会|社区(?!服务|健康|公园|医院|卫生|中心|党|文|老|工)|居民委员会|村民委员会|居委会|村委会)'
  ] loop
    part := substring(rest collate "C" from pattern);
    if part is not null then
      rest := substr(rest, char_length(part) + 1);
    end if;
  end loop;
  return left(address, char_length(address) - char_length(rest));
end
$$;

create function values.area_only(address text) returns text language sql immutable parallel safe
return case when values.address_area(address) = address then address else values.address_area(address) || '***' end;

create function values.year_of(day date) returns text language sql immutable parallel safe
return case when isfinite(day) then to_char(day, 'YYYY') end;

-- 0-9, 10-19 … 80-89, 90+.
create function values.age_band(birth date, today date) returns text language sql immutable parallel safe
return case
  when isfinite(birth) then (
    select case when years >= 90 then '90+' else (greatest(years, 0) / 10 * 10) || '-' || (greatest(years, 0) / 10 * 10 + 9) end
    from (
      select (extract(year from today) - extract(year from birth))::integer
        - case when to_char(today, 'MMDD') < to_char(birth, 'MMDD') then 1 else 0 end
    ) as ages(years))
end;
