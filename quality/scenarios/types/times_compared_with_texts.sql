-- A time beside a text: the text is read as a time, whatever the comparison.
CREATE TABLE readings (
  pump STRING, dt DATE, clock TIME, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', DATE '2026-05-01', TIME '10:00:00', TIMESTAMP '2026-05-01 10:00:00'),
  ('p2', DATE '2026-05-02', TIME '11:00:00', TIMESTAMP '2026-05-02 11:00:00');

SELECT pump, dt = '2026-05-01', dt <> '2026-05-01', dt < '2026-05-02', clock = '11:00:00', ts = '2026-05-02 11:00:00' FROM readings;
-- expect
-- | p1 | TRUE | FALSE | TRUE | FALSE | FALSE |
-- | p2 | FALSE | TRUE | FALSE | TRUE | TRUE |

SELECT pump FROM readings WHERE dt IN ('2026-05-02', '2026-05-03') AND '11:00:00' = clock;
-- expect
-- | p2 |

SELECT pump, CASE dt WHEN '2026-05-01' THEN 'first' ELSE 'later' END FROM readings WHERE ts BETWEEN '2026-05-01 00:00:00' AND '2026-05-03 00:00:00';
-- expect
-- | p1 | first |
-- | p2 | later |
