package labwire.gateway.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where a running lab's API is, as it stands in the data folder's {@code api.json}.
 *
 * @param port on 127.0.0.1
 * @param token whoever shows it may command the lab
 * @param processId of the lab
 */
public record ApiAddress(int port, String token, long processId) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_FILE_LENGTH = 4096;

    /** Writes the file, readable by its owner alone from the first byte on. */
    public void write(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel = Files.newByteChannel(
                temporary,
                options,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(JSON.writeValueAsBytes(this)));
        }
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Reads the file.
     *
     * @throws ApiException if there is none, or it is not one of ours
     */
    public static ApiAddress read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_LENGTH) {
                throw new ApiException(
                        file + ": " + Files.size(file) + " bytes (expected: at most " + MAX_FILE_LENGTH + ")");
            }
            return JSON.readValue(Files.readAllBytes(file), ApiAddress.class);
        } catch (NoSuchFileException e) {
            throw new ApiException("no lab runs in " + file.getParent()
                    + " (expected: one; start it with './labwire up', or name its folder with --data DIR)");
        } catch (IOException e) {
            throw new ApiException(file + ": " + e.getMessage() + " (expected: the address of a running lab)");
        }
    }
}
