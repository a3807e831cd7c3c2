/**
 * What the mail store asks of a disk, and the two disks there are: a folder of the machine
 * ({@link labwire.smtp.disk.RealDisk}) and one in memory that forgets on a crash what nobody synced
 * ({@link labwire.smtp.disk.SimulatedDisk}). The lowest layer of the mail server; knows nothing of mail.
 *
 * <p>On a disk: files of checksummed records ({@link labwire.smtp.disk.LogRecord}) that grow at their end and are whole or
 * cut ({@link labwire.smtp.disk.AppendLog}), written by work that never overlaps ({@link labwire.smtp.disk.SerialTask}).
 *
 * <p>Start at {@link labwire.smtp.disk.Disk}.
 */
@NullMarked
package labwire.smtp.disk;

import org.jspecify.annotations.NullMarked;
