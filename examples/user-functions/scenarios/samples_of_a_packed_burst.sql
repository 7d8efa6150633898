-- A table function of one's own takes packed bursts apart; a burst that cannot be read fails its row only, LEFT JOIN keeps an empty one.
CREATE FUNCTION samples AS 'dev.millrace.example.userfunctions.Samples' LANGUAGE JAVA;

CREATE TABLE bursts (meter STRING, burst STRING, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND) WITH ('connector' = 'scenario');

INSERT INTO bursts VALUES
  ('m1', '0=20.5;40=20.9;80=21.0', TIMESTAMP '2026-05-01 10:00:00'),
  ('m2', '', TIMESTAMP '2026-05-01 10:00:10'),
  ('m3', '0=7;broken', TIMESTAMP '2026-05-01 10:00:20'),
  ('m1', '0=22.0', TIMESTAMP '2026-05-01 10:00:30');

CREATE VIEW samples_of_meters AS
SELECT meter, ts, sample FROM bursts CROSS JOIN LATERAL TABLE(samples(burst));

SELECT meter, after_ms, sample FROM bursts, LATERAL TABLE(samples(burst));
-- expect
-- | m1 | 0 | 20.5 |
-- | m1 | 40 | 20.9 |
-- | m1 | 80 | 21.0 |
-- | m1 | 0 | 22.0 |

SELECT b.meter, s.v FROM bursts AS b LEFT JOIN LATERAL TABLE(samples(b.burst)) AS s(ms, v) ON TRUE WHERE s.v IS NULL OR s.v > 20.9;
-- expect
-- | m1 | 21.0 |
-- | m1 | 22.0 |
-- | m2 | NULL |

SELECT meter, window_start, AVG(sample) AS mean
FROM TABLE(TUMBLE(TABLE samples_of_meters, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
GROUP BY meter, window_start, window_end;
-- expect
-- | m1 | 2026-05-01 10:00:00.000 | 21.1 |
-- expect ledger
-- | OVERFLOW | bursts | m3 |
-- | OVERFLOW | bursts | m3 |
-- | OVERFLOW | bursts | m3 |
