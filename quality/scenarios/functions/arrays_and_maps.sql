-- Arrays and maps: taken apart, sorted, joined, asked.
CREATE TABLE readings (device STRING, vals ARRAY<INT>, tags MAP<STRING, STRING>) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('d1', ARRAY[3, 1, 2, 3], MAP['site', 'north', 'hall', '2']),
  ('d2', NULL, NULL);

SELECT device, ARRAY_MAX(vals) AS top, ARRAY_SORT(ARRAY_DISTINCT(vals)) AS sorted, ARRAY_CONTAINS(vals, 2) AS has_two,
  ARRAY_SLICE(vals, -2) AS last_two, ARRAY_JOIN(MAP_KEYS(tags), ',') AS keys, tags['hall'] AS hall
FROM readings;
-- expect
-- | d1 | 3 | [1, 2, 3] | TRUE | [2, 3] | site,hall | 2 |
-- | d2 | NULL | NULL | NULL | NULL | NULL | NULL |
