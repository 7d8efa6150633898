-- ORDER BY with LIMIT is a top N of one group that is corrected as rows come; LIMIT alone takes the first rows by time.
CREATE TABLE readings (
  pump STRING, temp_c DOUBLE, ts TIMESTAMP(3),
  WATERMARK FOR ts AS ts - INTERVAL '5' SECOND
) WITH ('connector' = 'scenario');

INSERT INTO readings VALUES
  ('p1', 7.0, TIMESTAMP '2026-05-01 10:00:01'),
  ('p2', 9.0, TIMESTAMP '2026-05-01 10:00:02'),
  ('p1', 1.0, TIMESTAMP '2026-05-01 10:00:03'),
  ('p3', 8.0, TIMESTAMP '2026-05-01 10:00:04');

SELECT pump, temp_c FROM readings ORDER BY temp_c DESC LIMIT 2;
-- expect
-- | p2 | 9.0 |
-- | p3 | 8.0 |

SELECT pump, temp_c FROM readings ORDER BY temp_c DESC, pump LIMIT 2 OFFSET 1;
-- expect
-- | p3 | 8.0 |
-- | p1 | 7.0 |

SELECT pump FROM readings ORDER BY temp_c FETCH FIRST 1 ROW ONLY;
-- expect
-- | p1 |

SELECT pump, temp_c FROM readings LIMIT 3;
-- expect
-- | p1 | 7.0 |
-- | p2 | 9.0 |
-- | p1 | 1.0 |

SELECT pump, temp_c FROM (SELECT pump, temp_c FROM readings ORDER BY temp_c LIMIT 3) WHERE pump <> 'p1';
-- expect
-- | p3 | 8.0 |

SELECT pump, m FROM (
  SELECT pump, MAX(temp_c) AS m, window_start, window_end, window_time
  FROM TABLE(TUMBLE(TABLE readings, DESCRIPTOR(ts), INTERVAL '1' MINUTE))
  GROUP BY pump, window_start, window_end, window_time) ORDER BY m DESC LIMIT 1;
-- expect
-- | p2 | 9.0 |
