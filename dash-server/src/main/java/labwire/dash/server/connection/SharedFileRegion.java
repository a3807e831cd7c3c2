package labwire.dash.server.connection;

import io.netty.channel.DefaultFileRegion;
import labwire.dash.media.Piece;

/** A slice of a file that others read, too: released, it does not close it. Netty's epoll sends it by {@code sendfile}. */
final class SharedFileRegion extends DefaultFileRegion {
    SharedFileRegion(Piece.FileSlice slice) {
        super(slice.file().channel(), slice.position(), slice.length());
    }

    @Override
    protected void deallocate() {
        // The origin's to close.
    }
}
