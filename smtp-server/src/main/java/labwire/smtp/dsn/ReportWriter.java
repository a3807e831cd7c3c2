package labwire.smtp.dsn;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import labwire.smtp.queue.Attempt;

/** Writes a {@link StatusReport} as a {@code multipart/report} (<a href="https://www.rfc-editor.org/rfc/rfc6522">RFC 6522</a>). */
final class ReportWriter {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern(
                    "EEE, d MMM uuuu HH:mm:ss '+0000'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final int FOLD_AT = 76;

    private final StatusReport report;
    private final ReturnedText returned;
    private final boolean international;
    private final String boundary;
    private final StringBuilder text = new StringBuilder(2_000);

    ReportWriter(StatusReport report, ReturnedText returned) {
        this.report = report;
        this.returned = returned;
        this.international = report.isInternational();
        this.boundary = "=_" + report.id();
    }

    byte[] write() {
        header();
        line("This is a report in three parts: for you, for programs, and the message itself.")
                .line("");
        forPeople();
        forPrograms();
        ByteArrayOutputStream out = new ByteArrayOutputStream(text.length() + returned.octets().length + 300);
        boundary();
        String type = returned.isWhole()
                ? international ? "message/global" : "message/rfc822"
                : international ? "message/global-headers" : "text/rfc822-headers";
        line("Content-Type: " + type);
        if (returned.isEightBit()) {
            line("Content-Transfer-Encoding: 8bit");
        }
        line("");
        out.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
        out.writeBytes(returned.octets());
        byte[] octets = returned.octets();
        boolean ended = octets.length > 0 && octets[octets.length - 1] == '\n';
        out.writeBytes(((ended ? "" : "\r\n") + "\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private ReportWriter line(String line) {
        text.append(line).append("\r\n");
        return this;
    }

    private void boundary() {
        line("--" + boundary);
    }

    private void header() {
        line("From: Mail Delivery System <MAILER-DAEMON@" + report.hostName() + ">");
        line("To: <" + report.sender() + ">");
        line("Subject: " + subject());
        line("Date: " + DATE.format(report.time()));
        line("Message-ID: <" + report.id() + "@" + report.hostName() + ">");
        line("Auto-Submitted: auto-replied"); // RFC 3834: nobody's vacation is to answer it.
        line("MIME-Version: 1.0");
        line("Content-Type: multipart/report; report-type="
                + (international ? "global-delivery-status" : "delivery-status") + ";");
        line("\tboundary=\"" + boundary + "\"");
        if (returned.isEightBit() || international) {
            line("Content-Transfer-Encoding: 8bit");
        }
        line("");
    }

    private String subject() {
        if (report.has(ReportAction.FAILED)) {
            return "Your message could not be delivered";
        }
        if (report.has(ReportAction.DELAYED)) {
            return "Your message is delayed, and still being tried";
        }
        return report.has(ReportAction.RELAYED) ? "Your message was passed on" : "Your message was delivered";
    }

    private void forPeople() {
        boundary();
        line("Content-Type: text/plain; charset=" + (international ? "utf-8" : "us-ascii"));
        if (international) {
            line("Content-Transfer-Encoding: 8bit");
        }
        line("");
        line("This is the mail server " + report.hostName() + ".").line("");
        section(ReportAction.FAILED, "Your message could not be delivered to:", "It is not tried again.");
        section(
                ReportAction.DELAYED,
                "Your message could not be delivered yet to:",
                "It is tried again. There is nothing that you have to do.");
        section(
                ReportAction.RELAYED,
                "Your message was passed on for:",
                "The next mail server took it. It does not tell when it has delivered it.");
        section(ReportAction.DELIVERED, "Your message was delivered to:", "");
    }

    private void section(ReportAction action, String title, String ending) {
        if (!report.has(action)) {
            return;
        }
        line(title).line("");
        for (ReportedRecipient one : report.recipients()) {
            if (one.action() == action) {
                line("  <" + one.recipient() + ">");
                one.last().ifPresent(attempt -> people(action, attempt));
                one.retriedUntil().ifPresent(end -> line("    It is tried until " + DATE.format(end) + "."));
                line("");
            }
        }
        if (!ending.isEmpty()) {
            line(ending).line("");
        }
    }

    private void people(ReportAction action, Attempt attempt) {
        if (action == ReportAction.FAILED || action == ReportAction.DELAYED) {
            String who = attempt.replied() ? attempt.host() + " said: " : "";
            line(folded("    " + who + attempt.diagnostic(), "    "));
        }
    }

    private void forPrograms() {
        boundary();
        line("Content-Type: message/" + (international ? "global-delivery-status" : "delivery-status"));
        if (international) {
            line("Content-Transfer-Encoding: 8bit");
        }
        line("");
        report.message().envelope().options().envelopeId().ifPresent(id -> line("Original-Envelope-Id: " + id));
        line("Reporting-MTA: dns; " + report.hostName());
        line("Arrival-Date: " + DATE.format(report.message().acceptedAt()));
        line("");
        report.recipients().forEach(this::recipient);
    }

    private void recipient(ReportedRecipient one) {
        one.recipient().originalRecipient().ifPresent(original -> line("Original-Recipient: " + spaced(original)));
        String address = one.recipient().toString();
        line("Final-Recipient: " + (StatusReport.isBeyondAscii(address) ? "utf-8; " : "rfc822; ") + address);
        line("Action: " + one.action().keyword());
        line("Status: " + one.status());
        one.last().ifPresent(this::attempt);
        one.retriedUntil().ifPresent(end -> line("Will-Retry-Until: " + date(end)));
        line("");
    }

    private void attempt(Attempt attempt) {
        if (!attempt.host().isEmpty()) {
            line("Remote-MTA: dns; " + attempt.host());
        }
        if (attempt.replied()) {
            line(folded("Diagnostic-Code: smtp; " + attempt.diagnostic(), " "));
        } else {
            line(folded("Diagnostic-Code: X-Labwire; " + attempt.diagnostic(), " "));
        }
        line("Last-Attempt-Date: " + date(attempt.time()));
    }

    private static String spaced(String typedAddress) {
        return typedAddress.replaceFirst(";\\s*", "; ");
    }

    private static String date(Instant time) {
        return DATE.format(time);
    }

    /** In lines that people can read, broken at spaces; ASCII alone unless the report may have more. */
    private String folded(String line, String indent) {
        String plain = international ? line : line.replaceAll("[^\\x20-\\x7e]", "?");
        StringBuilder folded = new StringBuilder();
        int start = 0;
        while (plain.length() - start > FOLD_AT) {
            int space = plain.lastIndexOf(' ', start + FOLD_AT);
            int after = start + indent.length() + 1;
            if (space <= after) {
                space = plain.indexOf(' ', after);
            }
            if (space < 0) {
                break;
            }
            folded.append(plain, start, space).append("\r\n").append(indent);
            start = space + 1;
        }
        return folded.append(plain.substring(start)).toString();
    }
}
