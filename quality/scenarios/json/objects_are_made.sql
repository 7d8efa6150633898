-- JSON made of columns: nested objects and arrays, NULL present or absent, times.
CREATE TABLE readings (device STRING, temp DOUBLE, price DECIMAL(6, 2), ts TIMESTAMP(3)) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d"1', 20.5, 1.50, TIMESTAMP '2026-05-01 10:00:00'),
  ('d2', NULL, NULL, TIMESTAMP '2026-05-01 10:00:00.250');

SELECT
  JSON_OBJECT('device' VALUE device, 'temp' VALUE temp, 'at' VALUE ts) AS o,
  JSON_OBJECT('price' VALUE price ABSENT ON NULL) AS p,
  JSON_OBJECT('list' VALUE JSON_ARRAY(temp, 1)) AS l,
  JSON_STRING(ROW(device, ARRAY[1, 2])) IS JSON AS s
FROM readings;
-- expect
-- | {"device":"d\"1","temp":20.5,"at":"2026-05-01T10:00:00"} | {"price":1.50} | {"list":[20.5,1]} | TRUE |
-- | {"device":"d2","temp":null,"at":"2026-05-01T10:00:00.250"} | {} | {"list":[1]} | TRUE |
