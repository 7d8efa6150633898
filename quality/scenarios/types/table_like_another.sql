-- CREATE TABLE ... LIKE: columns, options, watermark and key of another table come first; what the table says itself wins.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, twice AS temp_c * 2, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario', 'time.allowed-lateness' = '0 s');

CREATE TABLE more (site STRING) WITH ('time.allowed-lateness' = '1 h') LIKE readings;
CREATE TABLE same LIKE readings;
CREATE TABLE bare (PRIMARY KEY (pump) NOT ENFORCED) WITH ('connector' = 'scenario')
LIKE readings (EXCLUDING ALL INCLUDING WATERMARKS);

INSERT INTO bare VALUES ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO more VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:10:00', 's1'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:00', 's1');
INSERT INTO same VALUES
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:10:00'),
  ('p1', 2.0, TIMESTAMP '2026-05-01 10:00:00');

SELECT pump, twice, site, ts FROM more;
-- expect
-- | p1 | 2.0 | s1 | 2026-05-01 10:10:00.000 |
-- | p1 | 4.0 | s1 | 2026-05-01 10:00:00.000 |

SELECT pump, window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE more, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY pump, window_start, window_end;
-- expect
-- | p1 | 2026-05-01 10:10:00.000 | 1 |
-- | p1 | 2026-05-01 10:00:00.000 | 1 |

SELECT pump, window_start, COUNT(*) AS n
FROM TABLE(TUMBLE(TABLE same, DESCRIPTOR(ts), INTERVAL '1' MINUTE)) GROUP BY pump, window_start, window_end;
-- expect
-- | p1 | 2026-05-01 10:10:00.000 | 1 |

SELECT m.pump, b.temp_c FROM more AS m JOIN bare AS b ON m.pump = b.pump WHERE m.temp_c > 1;
-- expect
-- | p1 | 7.0 |
-- expect ledger
-- | LATE | same | p1 |
