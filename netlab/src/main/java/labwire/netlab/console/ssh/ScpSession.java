package labwire.netlab.console.ssh;

/** One side of the scp protocol, without I/O: octets of the client in, octets for it out by {@link Output}. */
interface ScpSession {
    /** Takes what goes to the client. */
    interface Output {
        void write(byte[] octets);

        /** The copy is over; called once. */
        void finished(int exitStatus);
    }

    /** What the client waits for in the beginning. */
    void begin();

    void input(byte[] octets);

    /** The client will send no more. */
    void inputEnded();
}
