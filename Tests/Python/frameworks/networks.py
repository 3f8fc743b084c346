"""Small networks, each an nn.Sequential of the blocks that a schedule runs."""

from __future__ import annotations

import torch
from torch import Tensor, nn


class Residual(nn.Module):
    """Two convolutions with batch normalisation, beside a connection that skips them."""

    def __init__(self, inputs: int, outputs: int, stride: int = 1) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False), nn.BatchNorm2d(outputs), nn.ReLU(),
            nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False), nn.BatchNorm2d(outputs),
        )
        same = inputs == outputs and stride == 1
        self.skip = nn.Identity() if same else nn.Conv2d(inputs, outputs, 1, stride, bias=False)

    def forward(self, x: Tensor) -> Tensor:
        return torch.relu(self.body(x) + self.skip(x))


def resnet(width: int, blocks: int, classes: int = 10) -> nn.Sequential:
    """A stem, three stages of so many residual blocks, and a head with dropout."""
    stem = nn.Sequential(nn.Conv2d(3, width, 3, 1, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU())
    stages = [
        Residual(width << max(0, stage - (block == 0)), width << stage, 2 if stage > 0 and block == 0 else 1)
        for stage in range(3) for block in range(blocks)
    ]
    head = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Dropout(0.2), nn.Linear(width << 2, classes))
    return nn.Sequential(stem, *stages, head)


class Attention(nn.Module):
    """Causal self-attention with dropout, and a connection that skips it."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.norm, self.qkv, self.out = nn.LayerNorm(width), nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.drop = nn.Dropout(0.1)

    def forward(self, x: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(self.norm(x)).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        scores = q @ k.transpose(-1, -2) / (width // self.heads) ** 0.5
        future = torch.ones(length, length, dtype=torch.bool, device=x.device).triu(1)
        mixed = self.drop(scores.masked_fill(future, float("-inf")).softmax(-1)) @ v
        return x + self.out(mixed.transpose(1, 2).reshape(batch, length, width))


class Perceptron(nn.Module):
    """Two linear layers with dropout, and a connection that skips them."""

    def __init__(self, width: int) -> None:
        super().__init__()
        self.body = nn.Sequential(
            nn.LayerNorm(width), nn.Linear(width, 4 * width), nn.GELU(), nn.Linear(4 * width, width), nn.Dropout(0.1)
        )

    def forward(self, x: Tensor) -> Tensor:
        return x + self.body(x)


class Embedding(nn.Module):
    """Tokens to vectors, with their places."""

    def __init__(self, tokens: int, length: int, width: int) -> None:
        super().__init__()
        self.token, self.place = nn.Embedding(tokens, width), nn.Embedding(length, width)
        self.register_buffer("places", torch.arange(length))

    def forward(self, x: Tensor) -> Tensor:
        return self.token(x) + self.place(self.places[: x.shape[1]])


def transformer(tokens: int, length: int, width: int, layers: int, heads: int = 4) -> nn.Sequential:
    """A language model whose last layer has the weight of its first."""
    first, last = Embedding(tokens, length, width), nn.Linear(width, tokens, bias=False)
    last.weight = first.token.weight
    middle = [block for _ in range(layers) for block in (Attention(width, heads), Perceptron(width))]
    return nn.Sequential(first, *middle, nn.Sequential(nn.LayerNorm(width), last))
