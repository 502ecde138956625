package dev.akin.networks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.pooling.Pool;
import ai.djl.training.ParameterStore;
import ai.djl.util.PairList;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Pictures [batch, channels, size, size] → vectors [batch, dimension], not yet of unit length.
abstract class ImageBlock extends AbstractBlock {
    private final Block head;
    private final ImageShape shape;

    ImageBlock(ImageShape shape) {
        this.shape = shape;
        this.head = addChildBlock("head", Linear.builder().setUnits(shape.dimension()).build());
    }

    static ImageBlock of(ImageShape shape) {
        return switch (shape.body()) {
            case ImageCnn cnn -> new Convolutions(shape, cnn);
            case ImageTransformer transformer -> new Patches(shape, transformer);
        };
    }

    /// What the body gives: [batch, outputs].
    abstract NDArray seen(NDArray pictures, Pass pass);

    abstract void initializeBody(NDManager manager, DataType type);

    final <B extends Block> B child(String name, B block) {
        return addChildBlock(name, block);
    }

    final ImageShape shape() {
        return shape;
    }

    /// One time through the blocks.
    record Pass(ParameterStore parameters, boolean training) {
        NDArray through(Block block, NDArray... inputs) {
            return block.forward(parameters, new NDList(inputs), training).head();
        }
    }

    @Override
    protected final NDList forwardInternal(
            ParameterStore parameters,
            NDList inputs,
            boolean training,
            @Nullable PairList<String, Object> options) {
        Pass pass = new Pass(parameters, training);
        return new NDList(pass.through(head, seen(inputs.head(), pass)));
    }

    @Override
    public final Shape[] getOutputShapes(Shape[] inputs) {
        return new Shape[] {new Shape(inputs[0].get(0), shape.dimension())};
    }

    @Override
    protected final void initializeChildBlocks(NDManager manager, DataType type, Shape... inputs) {
        initializeBody(manager, type);
        head.initialize(manager, type, new Shape(1, shape.outputs()));
    }

    /// Of an [ImageCnn].
    private static final class Convolutions extends ImageBlock {
        private static final Shape TWO = new Shape(2, 2);
        private static final Shape NONE = new Shape(0, 0);

        private final ImageCnn cnn;
        private final List<Block> convolutions = new ArrayList<>();
        private final List<Block> normals = new ArrayList<>();

        Convolutions(ImageShape shape, ImageCnn cnn) {
            super(shape);
            this.cnn = cnn;
            for (int i = 0; i < cnn.filters().size(); i++) {
                convolutions.add(child("convolution" + i, convolution(cnn.filters().get(i))));
                normals.add(child("normal" + i, BatchNorm.builder().build()));
            }
        }

        private static Block convolution(int filters) {
            return Conv2d.builder()
                    .setKernelShape(new Shape(3, 3))
                    .optPadding(new Shape(1, 1))
                    .optBias(false)
                    .setFilters(filters)
                    .build();
        }

        /// ReLU behind the pooling gives the same as before it, for a quarter of the work.
        @Override
        NDArray seen(NDArray pictures, Pass pass) {
            NDArray x = pictures;
            for (int i = 0; i < convolutions.size(); i++) {
                NDArray found = pass.through(normals.get(i), pass.through(convolutions.get(i), x));
                x = Activation.relu(Pool.maxPool2d(found, TWO, TWO, NONE, false));
            }
            return x.reshape(x.getShape().get(0), -1);
        }

        @Override
        void initializeBody(NDManager manager, DataType type) {
            int channels = shape().form().channels();
            int side = shape().form().size();
            for (int i = 0; i < convolutions.size(); i++) {
                convolutions.get(i).initialize(manager, type, new Shape(1, channels, side, side));
                channels = cnn.filters().get(i);
                normals.get(i).initialize(manager, type, new Shape(1, channels, side, side));
                side /= 2;
            }
        }
    }

    /// Of an [ImageTransformer].
    private static final class Patches extends ImageBlock {
        private final ImageTransformer transformer;
        private final AttentionBlock attention;

        Patches(ImageShape shape, ImageTransformer transformer) {
            super(shape);
            this.transformer = transformer;
            this.attention =
                    child("attention", new AttentionBlock(true, false, transformer.attention()));
        }

        @Override
        NDArray seen(NDArray pictures, Pass pass) {
            NDArray squares = squares(pictures);
            Shape places = new Shape(squares.getShape().get(0), squares.getShape().get(1));
            NDArray mask = squares.getManager().ones(places);
            // The last two would turn sequences round, which attention does not.
            return pass.through(attention, squares, mask, mask, mask);
        }

        /// [batch, squares, pixels of a square].
        private NDArray squares(NDArray pictures) {
            int patch = transformer.patch();
            int channels = shape().form().channels();
            int side = shape().form().size() / patch;
            return pictures.reshape(-1, channels, side, patch, side, patch)
                    .transpose(0, 2, 4, 1, 3, 5)
                    .reshape(-1, (long) side * side, (long) channels * patch * patch);
        }

        @Override
        void initializeBody(NDManager manager, DataType type) {
            int patch = transformer.patch();
            long side = shape().form().size() / patch;
            long pixels = (long) shape().form().channels() * patch * patch;
            Shape places = new Shape(1, side * side);
            attention.initialize(
                    manager, type, new Shape(1, side * side, pixels), places, places, places);
        }
    }
}
