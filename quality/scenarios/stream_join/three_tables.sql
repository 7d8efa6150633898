-- Order, payment and shipment: two joins in a row, each with its own bound.
CREATE TABLE orders (id INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE payments (order_id INT, amount INT, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
CREATE TABLE shipments (order_id INT, truck STRING, ts TIMESTAMP(3), WATERMARK FOR ts AS ts - INTERVAL '1' SECOND) WITH ('connector' = 'scenario');
INSERT INTO orders VALUES (1, TIMESTAMP '2026-05-01 10:00:00'), (2, TIMESTAMP '2026-05-01 10:00:00'), (3, TIMESTAMP '2026-05-01 10:00:01');
INSERT INTO payments VALUES (1, 10, TIMESTAMP '2026-05-01 10:01:00'), (2, 20, TIMESTAMP '2026-05-01 10:02:00'), (3, 30, TIMESTAMP '2026-05-01 12:00:00');
INSERT INTO shipments VALUES (1, 'x', TIMESTAMP '2026-05-01 10:30:00'), (2, 'y', TIMESTAMP '2026-05-01 14:00:00');
SELECT o.id, p.amount, s.truck
FROM orders AS o
JOIN payments AS p ON o.id = p.order_id AND p.ts BETWEEN o.ts AND o.ts + INTERVAL '1' HOUR
LEFT JOIN shipments AS s ON o.id = s.order_id AND s.ts BETWEEN p.ts AND p.ts + INTERVAL '1' HOUR;
-- expect
-- | 1 | 10 | x |
-- | 2 | 20 | NULL |
SELECT o.id, p.amount, s.truck
FROM orders AS o, payments AS p, shipments AS s
WHERE o.id = p.order_id AND o.id = s.order_id
  AND p.ts BETWEEN o.ts AND o.ts + INTERVAL '1' HOUR
  AND s.ts BETWEEN o.ts AND o.ts + INTERVAL '1' HOUR;
-- expect
-- | 1 | 10 | x |
