package labwire.netlab.stack.tcp;

import org.jspecify.annotations.Nullable;

/** An application that says nothing and reads nothing. */
public class SilentListener implements TcpSocketListener {
    @Override
    public void connected() {}

    @Override
    public void readable() {}

    @Override
    public void inputFinished() {}

    @Override
    public void writable() {}

    @Override
    public void closed(@Nullable TcpFailure failure) {}
}
