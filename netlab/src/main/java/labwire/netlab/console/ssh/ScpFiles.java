package labwire.netlab.console.ssh;

import java.util.Optional;

/** The files that SCP reads and writes. Names are those of the client, such as {@code flash0:/x.txt}. */
interface ScpFiles {
    /** A file's content; empty if there is no such file. */
    Optional<byte[]> read(String path);

    /**
     * Why a file of that size cannot be written, in IOS's words; empty if it can.
     *
     * @param name what the client calls the file, for a path that is a folder
     */
    Optional<String> refusal(String path, String name, long size);

    /** Writes a file. */
    void write(String path, String name, byte[] content);
}
