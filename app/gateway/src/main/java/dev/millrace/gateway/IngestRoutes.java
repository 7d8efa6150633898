// SPDX-License-Identifier: Apache-2.0
package dev.millrace.gateway;

import dev.millrace.connect.Rejected;
import dev.millrace.model.LedgerReason;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Arrays;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The HTTP door: {@code POST /ingest/<table>} takes one reading, an array of readings or one a line, and answers when Kafka
 * has them all.
 *
 * <p>202 with {@code {"accepted":n,"rejectedCount":m,"rejected":[...]}} when at least one was taken; the rejected ones are in
 * the ledger. 400 with the same when none was, 404 for a table that takes nothing, 413 for a body beyond the limit, 429 with
 * Retry-After while Kafka is too slow, 503 when Kafka did not store them; then nothing is promised and the client sends again.
 */
public final class IngestRoutes {
    private static final String PATH = "/ingest/:table";

    private final Supplier<GatewayTables> tables;
    private final Intake intake;
    private final GatewaySettings.Limits limits;

    IngestRoutes(Supplier<GatewayTables> tables, Intake intake, GatewaySettings.Limits limits) {
        this.tables = tables;
        this.intake = intake;
        this.limits = limits;
    }

    /** Adds the route. No body handler may be in front of it: it reads bodies itself, to keep the start of one too large. */
    public void mount(Router router) {
        router.post(PATH).handler(this::ingest);
        router.route(PATH).handler(ctx -> new IngestAnswers(ctx.response())
                .wrongMethod(ctx.request().method().name()));
    }

    private void ingest(RoutingContext ctx) {
        IngestAnswers answers = new IngestAnswers(ctx.response());
        String name = ctx.pathParam("table");
        TableDoor table = tables.get().named(name);
        if (table == null) {
            answers.noTable(name, tables.get().names());
        } else if (intake.isFull()) {
            answers.busy();
        } else {
            readBody(ctx.request(), table, answers);
        }
    }

    private void readBody(HttpServerRequest request, TableDoor table, IngestAnswers answers) {
        long arrivalNanos = System.nanoTime();
        Context context = Vertx.currentContext();
        Buffer body = Buffer.buffer();
        boolean[] isTooLarge = new boolean[1];
        request.handler(part -> {
            if (isTooLarge[0]) {
                return;
            }
            body.appendBuffer(part);
            if (body.length() > limits.messageBytesMax()) {
                isTooLarge[0] = true;
                tooLarge(table, body, answers);
            }
        });
        request.endHandler(end -> {
            if (!isTooLarge[0]) {
                take(table, body.getBytes(), new Request(arrivalNanos, context, answers));
            }
        });
    }

    private record Request(long arrivalNanos, Context context, IngestAnswers answers) {}

    private void tooLarge(TableDoor table, Buffer body, IngestAnswers answers) {
        table.counters().received.increment();
        Rejected rejected = new Rejected(
                LedgerReason.INVALID,
                "request has more than " + limits.messageBytesMax() + " bytes; only its beginning was read",
                -1);
        byte[] first = body.getBytes(0, Math.min(body.length(), limits.ledgerBytesMax()));
        intake.enter(
                new Intake.Refused(table.door().name(), table.counters(), "", rejected, first),
                new Together(isStored -> {}));
        answers.tooLarge(limits.messageBytesMax());
    }

    private void take(TableDoor table, byte[] body, Request request) {
        IngestVerdicts verdicts = new IngestVerdicts();
        // Answers of the web server belong to its own threads.
        Together together = new Together(isStored -> answer(request, isStored, verdicts));
        table.decoder().decodeEach(body, ArrivalClock.nowMicros(), new ReadingDecoder.Out() {
            @Override
            public void reading(ProducerRecord<byte[], byte[]> record, String device) {
                table.counters().received.increment();
                verdicts.accepted();
                intake.send(new Intake.Reading(table, record, device, request.arrivalNanos), together.expect());
            }

            @Override
            public void rejected(Rejected rejected, int from, int to) {
                table.counters().received.increment();
                verdicts.rejected(rejected);
                intake.enter(
                        new Intake.Refused(
                                table.door().name(),
                                table.counters(),
                                "",
                                rejected,
                                Arrays.copyOfRange(body, from, to)),
                        together.expect());
            }
        });
        together.complete();
    }

    private static void answer(Request request, boolean isStored, IngestVerdicts verdicts) {
        try {
            request.context.runOnContext(v -> request.answers.finished(isStored, verdicts));
        } catch (RejectedExecutionException e) {
            // The web server has stopped, and with it the connection that waited for this answer.
            return;
        }
    }
}
