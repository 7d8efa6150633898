// SPDX-License-Identifier: Apache-2.0
package dev.millrace.functions.anomaly;

import dev.millrace.functions.FunctionDoc;
import dev.millrace.functions.OverFunction;
import dev.millrace.functions.anomaly.HistoryFunction.Parameter;
import java.util.List;

/** The functions that stand with OVER alone: what a reading is against those before it. */
public final class OverFunctions {
    private static final String ORDER = " OVER (... ORDER BY ts)";
    private static final double SECOND_MS = 1000;

    private OverFunctions() {}

    public static List<OverFunction> all() {
        return List.of(
                new Zscore(),
                new RobustZscore(),
                anomalyScore(),
                ewma(),
                ewmaScore(),
                baseline(),
                seasonScore(),
                change(),
                rate());
    }

    private static OverFunction anomalyScore() {
        FunctionDoc doc = new FunctionDoc(
                "ANOMALY_SCORE(value)" + ORDER,
                "How far a reading is out of what its series did before, 0 to 1, without any setting: level, step, shift, spread "
                        + "and hour of the day (UTC) are watched, and a burst scores once. Alarm at 0.5 and above. 0 for the "
                        + "first 100 readings, NULL for NULL or NaN. See docs/anomaly.md; 4.5 KB a key.",
                "ANOMALY_SCORE(v) over 20, 21, 20, 95",
                "0.0");
        return new HistoryFunction(doc, List.of(), 0, (type, constants) -> new AnomalyScore(type));
    }

    private static OverFunction ewma() {
        FunctionDoc doc = new FunctionDoc(
                "EWMA(value, alpha | half-life)" + ORDER,
                "Exponentially weighted mean, the reading in it. With a number each reading has the weight alpha (Roberts 1959); "
                        + "with an INTERVAL of days to seconds a reading of that age has half its weight, so uneven steps are "
                        + "right (Eckner 2012). Goes on over NULL and NaN.",
                "EWMA(v, 0.5) over 10, 20, NULL, 40",
                "27.5");
        return new HistoryFunction(
                doc,
                List.of(Parameter.NUMBER_OR_INTERVAL),
                1,
                (type, constants) -> new Ewma(type, Smoothing.of(constants.get(0)), false));
    }

    private static OverFunction ewmaScore() {
        FunctionDoc doc = new FunctionDoc(
                "EWMA_ZSCORE(value, alpha | half-life)" + ORDER,
                "Distance of the value from the EWMA of the readings before it, in their weighted deviations (Finch 2009). NULL "
                        + "for NULL or NaN and for the first two readings; -1000 to 1000, 0 for a reading equal to the mean.",
                "EWMA_ZSCORE(v, 0.5) over 10, 20, 20",
                "1.0");
        return new HistoryFunction(
                doc,
                List.of(Parameter.NUMBER_OR_INTERVAL),
                1,
                (type, constants) -> new Ewma(type, Smoothing.of(constants.get(0)), true));
    }

    private static OverFunction baseline() {
        FunctionDoc doc = new FunctionDoc(
                "SEASONAL_BASELINE(value[, period[, slots]])" + ORDER,
                "What is usual at this part of the period (Holt 1957, Winters 1960): mean over the visits to the slot that are "
                        + "over, later ones with an eighth. Without arguments the hour of the day in UTC; INTERVAL '7' DAY, 168 "
                        + "is the hour of the week. At most 168 slots. NULL until the slot was visited before.",
                "SEASONAL_BASELINE(v, INTERVAL '2' MINUTE, 2) over 10, 50, 12, 54, 11",
                "11.0");
        return new HistoryFunction(
                doc,
                List.of(Parameter.INTERVAL, Parameter.NUMBER),
                0,
                (type, constants) -> new Season(
                        type,
                        Constants.number(constants, 0, Season.DAY_MS),
                        Constants.number(constants, 1, Season.SLOTS),
                        false));
    }

    private static OverFunction seasonScore() {
        FunctionDoc doc = new FunctionDoc(
                "SEASONAL_ZSCORE(value[, period[, slots]])" + ORDER,
                "Distance of the value from its SEASONAL_BASELINE in deviations of earlier readings of the slot from theirs. "
                        + "NULL until the slot was visited twice; -1000 to 1000.",
                "SEASONAL_ZSCORE(v, INTERVAL '2' MINUTE, 2) over 10, 50, 12, 54, 17",
                "3.0");
        return new HistoryFunction(
                doc,
                List.of(Parameter.INTERVAL, Parameter.NUMBER),
                0,
                (type, constants) -> new Season(
                        type,
                        Constants.number(constants, 0, Season.DAY_MS),
                        Constants.number(constants, 1, Season.SLOTS),
                        true));
    }

    private static OverFunction change() {
        FunctionDoc doc = new FunctionDoc(
                "CHANGE_POINT(value[, threshold])" + ORDER,
                "1 where the mean is found to have moved up, -1 down, else 0: cumulative sums in both directions (Page 1954) over "
                        + "distances from the mean since the last change in deviations, none counted as more than 4, less 0.5. "
                        + "Threshold 8: about one false change in 9500 independent normal readings. The first 20 readings after a "
                        + "change make the new mean. NULL for NULL or NaN.",
                "CHANGE_POINT(v) over 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 1, 2, 9, 9, 9",
                "1.0");
        return new HistoryFunction(
                doc,
                List.of(Parameter.NUMBER),
                0,
                (type, constants) -> new ChangePoint(type, Constants.number(constants, 0, ChangePoint.THRESHOLD)));
    }

    private static OverFunction rate() {
        FunctionDoc doc = new FunctionDoc(
                "RATE_OF_CHANGE(value[, unit])" + ORDER,
                "Change since the reading before, a second or another unit of time. NULL for the first reading, for NULL or NaN, "
                        + "and when no time has passed.",
                "RATE_OF_CHANGE(v, INTERVAL '1' HOUR) over 10, 12",
                "120.0");
        return new HistoryFunction(
                doc,
                List.of(Parameter.INTERVAL),
                0,
                (type, constants) -> new RateOfChange(type, Constants.number(constants, 0, SECOND_MS)));
    }
}
