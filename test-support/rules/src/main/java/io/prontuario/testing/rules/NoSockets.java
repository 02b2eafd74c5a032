package io.prontuario.testing.rules;

import java.io.IOException;
import java.net.ProtocolFamily;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelector;
import java.nio.channels.spi.SelectorProvider;

/**
 * The JVM's provider of channels while pure tests run ({@code -Djava.nio.channels.spi.SelectorProvider}): refuses sockets.
 * Selectors and pipes stay, because creating an {@code HttpClient} that is never used opens a selector.
 */
public final class NoSockets extends SelectorProvider {
    private final SelectorProvider platform = platform();

    @Override
    public DatagramChannel openDatagramChannel() throws IOException {
        throw Violations.socket("datagram socket");
    }

    @Override
    public DatagramChannel openDatagramChannel(ProtocolFamily family) throws IOException {
        throw Violations.socket("datagram socket");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel() throws IOException {
        throw Violations.socket("server socket");
    }

    @Override
    public ServerSocketChannel openServerSocketChannel(ProtocolFamily family) throws IOException {
        throw Violations.socket("server socket");
    }

    @Override
    public SocketChannel openSocketChannel() throws IOException {
        throw Violations.socket("socket");
    }

    @Override
    public SocketChannel openSocketChannel(ProtocolFamily family) throws IOException {
        throw Violations.socket("socket");
    }

    @Override
    public Pipe openPipe() throws IOException {
        return platform.openPipe();
    }

    @Override
    public AbstractSelector openSelector() throws IOException {
        return platform.openSelector();
    }

    /** Needs {@code --add-exports java.base/sun.nio.ch=ALL-UNNAMED}: the JDK offers no public way to its own provider. */
    private static SelectorProvider platform() {
        try {
            return (SelectorProvider) Class.forName("sun.nio.ch.DefaultSelectorProvider")
                    .getMethod("get")
                    .invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has another default SelectorProvider: adapt NoSockets", e);
        }
    }
}
