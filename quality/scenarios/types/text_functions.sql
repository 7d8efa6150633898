-- Text: case, length, part, place, joined.
CREATE TABLE readings (
  s STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('Pump-7', TIMESTAMP '2026-05-01 10:00:00'),
  (NULL, TIMESTAMP '2026-05-01 10:00:01');

SELECT UPPER(s) AS u, CHAR_LENGTH(s) AS n, SUBSTRING(s FROM 6) AS part, s || '!' AS loud FROM readings;

-- expect
-- | PUMP-7 | 6 | 7 | Pump-7! |
-- | NULL | NULL | NULL | NULL |
