package labwire.netlab.cloud;

/**
 * What has gone from the lab to the real network.
 *
 * @param connections TCP connections made since the start
 * @param openConnections of these, open now
 * @param refusedConnections those that the real network refused or did not answer
 * @param flows exchanges of UDP datagrams begun since the start
 * @param openFlows of these, kept now, and echoes that wait for their answer
 * @param sent datagrams and echoes sent to the real network
 * @param received datagrams and echoes that came from there
 * @param prohibited packets to where the lab may not go
 * @param unsupported packets of other protocols
 * @param dropped packets for which there was no room: connections, flows or queues are at their limits
 */
public record OutwardCounters(
        long connections,
        int openConnections,
        long refusedConnections,
        long flows,
        int openFlows,
        long sent,
        long received,
        long prohibited,
        long unsupported,
        long dropped) {}
