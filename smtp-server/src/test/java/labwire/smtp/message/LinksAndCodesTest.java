package labwire.smtp.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinksAndCodesTest {

    private static MessageView view(String contentType, String body) {
        return MessageView.of(("Subject: s\r\nContent-Type: " + contentType + "; charset=utf-8\r\n\r\n" + body)
                .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void linksOfATextStopBeforeItsPunctuation() {
        assertThat(view("text/plain", """
                Go to https://example.com/a?b=c&d=e. Or (see http://example.org/x) or
                <https://example.net/wiki/A_(b)>, HTTPS://EXAMPLE.COM; not ftp://example.com/.""").links())
                .containsExactly(
                        "https://example.com/a?b=c&d=e",
                        "http://example.org/x",
                        "https://example.net/wiki/A_(b)",
                        "HTTPS://EXAMPLE.COM");
    }

    @Test
    void linksOfHtmlAreThoseOfItsAttributesAndThoseShown() {
        assertThat(view("text/html", """
                <a HREF="https://example.com/?a=1&amp;b=2">here</a> <a href='http://example.org/'>x</a>
                <a href=mailto:a@example.org>mail</a> <p>https://example.net/shown</p>
                <style>@import url(https://example.com/style)</style>""").links())
                .containsExactly("https://example.com/?a=1&b=2", "http://example.org/", "https://example.net/shown");
    }

    @ParameterizedTest
    @CsvSource({
        "Your code is 482913., 482913",
        "482913 is your verification code, 482913",
        "OTP: A1B2C3, A1B2C3",
        "Use 123 456 as your passcode, 123 456",
        "Your one-time password: 123-456., 123-456",
        "Código: 0042, 0042",
        "PIN 12345678, 12345678"
    })
    void findsTheCodeNearItsWord(String text, String code) {
        assertThat(view("text/plain", text).codes()).first().isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Invoice 482913 is due.",
                "Your code was sent to bob1234@example.org",
                "Verify at https://example.org/v/482913",
                "The code is secret. It costs $1234.50.",
                "code 123456789",
                "zip code: none"
            })
    void takesNothingElseForACode(String text) {
        assertThat(view("text/plain", text).codes()).isEmpty();
    }

    @Test
    void theNearestCodeComesFirstInHtmlToo() {
        assertThat(view("text/html", "<p>Ordered in 2026.</p><p>Your <b>code</b>:&nbsp;<b>771204</b></p>")
                        .codes())
                .startsWith("771204");
    }

    @Test
    void hostileTextsTakeNoTime() {
        String hostile = "href=\"".repeat(50_000) + "https://".repeat(50_000) + "code ".repeat(50_000);
        MessageView view = view("text/html", hostile);
        assertThat(view.links().size()).isLessThanOrEqualTo(Links.MAX_LINKS);
        assertThat(view.codes().size()).isLessThanOrEqualTo(Codes.MAX_CODES);
    }

    @Test
    void aPartIsGivenDecodedByItsNumber() {
        byte[] message = """
                Content-Type: multipart/mixed; boundary=b

                --b
                Content-Type: text/plain

                hello
                --b
                Content-Type: application/octet-stream
                Content-Transfer-Encoding: base64

                AAEC
                --b--
                """.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
        assertThat(MessageView.part(message, 1)).hasValue("hello".getBytes(StandardCharsets.UTF_8));
        assertThat(MessageView.part(message, 2)).hasValue(new byte[] {0, 1, 2});
        assertThat(MessageView.part(message, 3)).isEmpty();
        assertThat(MessageView.part(message, 0)).isEmpty();
        assertThat(MessageView.of(message).parts()).hasSize(2);
    }
}
