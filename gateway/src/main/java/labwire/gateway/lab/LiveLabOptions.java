package labwire.gateway.lab;

import java.nio.file.Path;

/**
 * What a live lab is started with.
 *
 * @param portOffset added to the workstation's published ports
 */
public record LiveLabOptions(Path labFile, Path dataFolder, int portOffset) {}
