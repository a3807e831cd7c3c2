package labwire.netlab.console.ssh;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an scp client runs on the other side: {@code scp -t flash0:/x.txt}.
 *
 * @param path as the client wrote it, without quotes
 */
record ScpRequest(Direction direction, String path) {
    /** Which way the file goes. */
    enum Direction {
        /** {@code -t}: to the device. */
        TO_DEVICE,
        /** {@code -f}: from the device. */
        FROM_DEVICE
    }

    private static final Pattern REQUEST =
            Pattern.compile("scp((?: +-[A-Za-z]+)*)(?: +--)?(?: +(?:'([^']*)'|\"([^\"]*)\"|(\\S*)))?");

    /** The request in a command line; empty if the line is another command. */
    static Optional<ScpRequest> parse(String line) {
        Matcher matcher = REQUEST.matcher(line.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String options = matcher.group(1);
        String path = "";
        for (int group : List.of(2, 3, 4)) {
            if (matcher.group(group) != null) {
                path = matcher.group(group);
            }
        }
        if (options.contains("t")) {
            return Optional.of(new ScpRequest(Direction.TO_DEVICE, path));
        }
        return options.contains("f") ? Optional.of(new ScpRequest(Direction.FROM_DEVICE, path)) : Optional.empty();
    }
}
