-- Final gives each row with the version that no later one can replace.
SET 'emit' = 'final';
CREATE TABLE orders (id INT, item STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
CREATE TABLE prices (item STRING, price INT, ts TIMESTAMP(3), PRIMARY KEY (item) NOT ENFORCED, WATERMARK FOR ts AS ts) WITH ('connector' = 'scenario');
INSERT INTO prices VALUES ('a', 1, TIMESTAMP '2026-05-01 10:00:00');
INSERT INTO orders VALUES (1, 'a', TIMESTAMP '2026-05-01 10:00:42'), (2, 'c', TIMESTAMP '2026-05-01 10:00:42');
INSERT INTO prices VALUES ('a', 2, TIMESTAMP '2026-05-01 10:00:41'), ('a', 3, TIMESTAMP '2026-05-01 10:00:43');
SELECT o.id, p.price FROM orders AS o LEFT JOIN prices FOR SYSTEM_TIME AS OF o.ts AS p ON o.item = p.item;
-- expect
-- | 1 | 2 |
-- | 2 | NULL |
