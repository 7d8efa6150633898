-- Keys of unlike types meet when their values are equal: INT and BIGINT, DECIMAL of two scales, an expression.
CREATE TABLE l (a INT, b DECIMAL(10, 2), ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE r (a BIGINT, b DECIMAL(12, 3), ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO l VALUES (1, 1.50, TIMESTAMP '2026-05-01 10:00:00'), (2, 2.50, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO r VALUES (1, 1.500, TIMESTAMP '2026-05-01 10:00:00'), (3, 2.500, TIMESTAMP '2026-05-01 10:00:00');
SELECT l.a, r.a AS ra FROM l JOIN r ON l.a = r.a AND l.ts = r.ts;
-- expect
-- | 1 | 1 |
SELECT l.a, r.a AS ra FROM l JOIN r ON l.b = r.b AND l.ts = r.ts;
-- expect
-- | 1 | 1 |
-- | 2 | 3 |
SELECT l.a, r.a AS ra FROM l JOIN r ON l.a + 1 = r.a AND l.ts = r.ts;
-- expect
-- | 2 | 3 |
