package io.prontuario.host.agent.database;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A second port of a database, whose connections can be cut for good. */
final class CutConnection implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final InetSocketAddress target;

    CutConnection(String address, int port) throws IOException {
        target = new InetSocketAddress(address, port);
        listener.bind(new InetSocketAddress(address, 0));
        daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket from = listener.accept();
                Socket to = new Socket(target.getAddress(), target.getPort());
                open.add(from);
                open.add(to);
                if (listener.isClosed()) {
                    from.close();
                    to.close();
                }
                daemon(() -> pump(from, to));
                daemon(() -> pump(to, from));
            } catch (IOException e) {
                // Closed, or the database does not run: the client tries again.
            }
        }
    }

    private static void pump(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has gone; both are closed.
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "cut-connection");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
    }
}
