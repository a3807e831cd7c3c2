package labwire.dash.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptEncodingTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "gzip",
                "GZIP",
                "x-gzip",
                "gzip, deflate, br, zstd",
                "br;q=1, gzip;q=0.001",
                "deflate , gzip ; q=1.000",
                "*",
                "*;q=0.5",
                "gzip, identity",
                "gzip;q=0.5, identity;q=0.5",
                "identity;q=0, gzip;q=0.1",
                "identity;q=0, *",
                "*;q=0, gzip",
            })
    void gzipIsSentWhereItIsWanted(String value) {
        assertThat(AcceptEncoding.prefersGzip(value)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",",
                "identity",
                "br",
                "gzip;q=0",
                "gzip;q=0.000",
                "gzip;q=0, *",
                "*;q=0",
                "gzip;q=0.5, identity",
                "gzip;q=0.4, identity;q=0.5",
                "gzip;q=2",
                "gzip;quality=1",
                "gzipped",
            })
    void gzipIsNotSentWhereItIsNotWanted(String value) {
        assertThat(AcceptEncoding.prefersGzip(value)).isFalse();
    }
}
