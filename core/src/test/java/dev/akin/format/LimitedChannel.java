package dev.akin.format;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;

/// A file on a disk that is full after some bytes.
class LimitedChannel extends FileChannel {
    private final FileChannel file;
    private long left;

    private LimitedChannel(FileChannel file, long limit) {
        this.file = file;
        this.left = limit;
    }

    static AtomicFile.Opener fullAfter(long bytes) {
        return path -> new LimitedChannel(AtomicFile.ON_DISK.open(path), bytes);
    }

    static AtomicFile.Opener fullWhenForced() {
        return path ->
                new LimitedChannel(AtomicFile.ON_DISK.open(path), Long.MAX_VALUE) {
                    @Override
                    public void force(boolean metaData) throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        spend(source);
        return file.write(source);
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        spend(source);
        return file.write(source, position);
    }

    private void spend(ByteBuffer source) throws IOException {
        left -= source.remaining();
        if (left < 0) {
            throw new IOException("No space left on device");
        }
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        return file.read(into);
    }

    @Override
    public long read(ByteBuffer[] into, int offset, int length) throws IOException {
        return file.read(into, offset, length);
    }

    @Override
    public int read(ByteBuffer into, long position) throws IOException {
        return file.read(into, position);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long position) throws IOException {
        file.position(position);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        file.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        file.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target)
            throws IOException {
        return file.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count)
            throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        return file.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
