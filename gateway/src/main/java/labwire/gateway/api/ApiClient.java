package labwire.gateway.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A command's way to the lab that runs in a data folder. Blocks. */
public final class ApiClient {
    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final ApiAddress address;
    private final Path apiFile;

    private ApiClient(ApiAddress address, Path apiFile) {
        this.address = address;
        this.apiFile = apiFile;
    }

    /**
     * Finds the running lab by its {@code api.json}.
     *
     * @throws ApiException if there is none
     */
    public static ApiClient of(Path apiFile) {
        return new ApiClient(ApiAddress.read(apiFile), apiFile);
    }

    public ApiAddress address() {
        return address;
    }

    public JsonNode get(String path) {
        return call("GET", path, null);
    }

    /** With a query of these parameters. */
    public JsonNode get(String path, Map<String, String> query) {
        return get(withQuery(path, query));
    }

    /** An answer that is no JSON, as it is. */
    public byte[] content(String path, Map<String, String> query) {
        return exchange("GET", withQuery(path, query), null, InputStream::readAllBytes);
    }

    /** Writes an answer of any length on, as it comes. */
    public void download(String path, OutputStream to) {
        long unused = exchange("GET", path, null, in -> in.transferTo(to));
    }

    /** Reads a whole answer as it comes. */
    public interface Reader {
        void read(InputStream in) throws IOException;
    }

    /**
     * Posts, and hands the answer's octets over as they come.
     *
     * @throws ApiException if the lab refuses, or goes away before the end, or the reader fails
     */
    public void feed(String path, Object body, Reader reader) {
        boolean unused = exchange("POST", path, ApiResponse.JSON.valueToTree(body), in -> {
            reader.read(in);
            return true;
        });
    }

    private static String withQuery(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        return parameters.isEmpty() ? path : path + "?" + parameters;
    }

    public JsonNode post(String path, Object body) {
        return call("POST", path, ApiResponse.JSON.valueToTree(body));
    }

    /**
     * Posts, and takes the answer line by line as it comes, to its end.
     *
     * @throws ApiException if the lab refuses, or goes away before the end
     */
    public void stream(String path, Object body, Consumer<JsonNode> line) {
        boolean unused = exchange("POST", path, ApiResponse.JSON.valueToTree(body), in -> {
            try (MappingIterator<JsonNode> lines =
                    ApiResponse.JSON.readerFor(JsonNode.class).readValues(in)) {
                while (lines.hasNextValue()) {
                    line.accept(lines.nextValue());
                }
            }
            return true;
        });
    }

    private JsonNode call(String method, String path, @Nullable JsonNode body) {
        return exchange(method, path, body, ApiResponse.JSON::readTree);
    }

    /** Reads an answer that is no error. */
    private interface Reading<T> {
        T read(InputStream in) throws IOException;
    }

    private <T> T exchange(String method, String path, @Nullable JsonNode body, Reading<T> reading) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) new URL("http", "127.0.0.1", address.port(), path).openConnection();
            connection.setRequestMethod(method);
            connection.setConnectTimeout(CONNECT_TIMEOUT_MILLIS);
            connection.setRequestProperty("Authorization", "Bearer " + address.token());
            if (body != null) {
                connection.setDoOutput(true);
                connection.setRequestProperty("Content-Type", "application/json");
                try (OutputStream out = connection.getOutputStream()) {
                    ApiResponse.JSON.writeValue(out, body);
                }
            }
            int status = connection.getResponseCode();
            try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                if (status >= 400) {
                    throw new ApiException(
                            ApiResponse.JSON.readTree(in).path("error").asText("status " + status));
                }
                return reading.read(in);
            }
        } catch (IOException e) {
            throw new ApiException("the lab of process " + address.processId() + " does not answer: " + e.getMessage()
                    + " (expected: a running lab; if it was killed, delete " + apiFile + ")");
        }
    }
}
