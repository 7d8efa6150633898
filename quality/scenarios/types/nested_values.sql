-- Fields of a ROW, elements of an ARRAY and values of a MAP.
CREATE TABLE readings (
  pump STRING, place ROW<site STRING, hall INT>, tags ARRAY<STRING>, limits MAP<STRING, DOUBLE>, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', ROW('s1', 4), ARRAY['a', 'b'], MAP['hi', 80.0, 'lo', 10.0], TIMESTAMP '2026-05-01 10:00:00');

SELECT pump, r.place.site AS site, r.place.hall AS hall, tags[2] AS tag, limits['hi'] AS hi FROM readings AS r;

-- expect
-- | p1 | s1 | 4 | b | 80.0 |
